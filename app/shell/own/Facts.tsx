/** What follows from the equations of a cell: weights with their shapes, states, the backward pass. */

import { memo } from 'react'
import {
  type Cell,
  type Doubt,
  equation,
  gradientOf,
  headTensors,
  letter,
  modelOf,
  namedSymbol,
  type OwnCell,
  sizesOfNet,
  sumOver,
  symbol,
  symbolsFace,
  symbolsIn,
  type Trace,
  type Tree,
  tensorShapes,
  texOf,
  total,
  writingOf,
} from '../../../src/index.ts'
import { Copyable } from '../../math/Copy.tsx'
import { Formula } from '../../math/Formula.tsx'
import { useReading, useStore } from '../../state/store.ts'
import styles from './Facts.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly own: OwnCell
  readonly cell: Cell
  readonly hiddenSize: number
  /** the symbols that stood there at the beginning */
  readonly before: ReadonlySet<string>
  readonly doubts: readonly Doubt[]
}

export function Weights({ own, cell, hiddenSize, before, doubts }: Props) {
  const texts = useTexts()
  const model = useStore((s) => s.experiment.model)
  const { inputSize, outputSize } = model
  const full = modelOf({ cell: own, hiddenSize, inputSize, outputSize })
  const sizes = sizesOfNet(full)
  const numberOf = (letter: string | number) =>
    typeof letter === 'number' ? letter : (own.sizes?.[letter] ?? sizes[letter]!)
  const count = (shape: readonly number[]) => shape.reduce((n, m) => n * m, 1)
  const shapes = tensorShapes(full)
  const inHead = headTensors.reduce((sum, name) => sum + count(shapes[name]!), 0)
  const inCell = cell.weights.reduce((sum, name) => sum + count(shapes[name]!), 0)
  return (
    <>
      <h3>{texts.weights}</h3>
      <table data-part="own-weights" className={styles.weights}>
        <thead>
          <tr>
            <th scope="col">{texts.weight}</th>
            <th scope="col">{texts.shape}</th>
            <th scope="col">{texts.numbers}</th>
          </tr>
        </thead>
        <tbody>
          {cell.weights.map((name) => {
            const shape = cell.shapes.get(name)!
            const isNew = !before.has(name)
            const doubt = doubts.find((each) => each.name === name && each.id !== 'idle')
            return (
              <tr key={name} data-new={isNew}>
                <th scope="row">
                  <code>{name}</code> {isNew && <strong>{texts.fresh}</strong>}
                  {doubt && doubt.id !== 'idle' && <em> {texts.meant(doubt.meant)}</em>}
                </th>
                <td>{shape.length === 0 ? texts.number : `[${shape.join(' × ')}]`}</td>
                <td>{shape.map(numberOf).join(' × ')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {!readsInput(cell) && <p>{texts.noInput}</p>}
      <p>{texts.count(inCell, inHead)}</p>
      <p>{texts.states(cell.states.map((name) => `${name} [${cell.shapes.get(name)!.join(' × ')}]`))}</p>
    </>
  )
}

const readsInput = ({ equations }: Cell): boolean =>
  equations.some(({ expr }) => symbolsIn(expr).some(({ name }) => name === 'x'))

/** The derived gradient of each symbol of the cell, in the order in which the backward pass computes them. */
export function Gradients({ trace, cell }: { readonly trace: Trace; readonly cell: Cell }) {
  const texts = useTexts()
  const reading = useReading()
  const writing = writingOf(trace, reading)
  const mine = trace.net.adjoints.filter(({ of, silent }) => !silent && cell.shapes.has(of))
  return (
    <>
      <h3>{texts.gradients}</h3>
      <ul className={styles.gradients}>
        {mine.map((adjoint) => {
          const { timed } = trace.net.info(adjoint.of)
          const left = namedSymbol(symbol(gradientOf(adjoint.of), timed ? 0 : null), writing)
          const right = symbolsFace(total(adjoint), writing)
          return <Line key={adjoint.of} left={left} right={timed ? right : sumOver(letter('t'), right)} />
        })}
      </ul>
    </>
  )
}

interface Sides {
  readonly left: Tree
  readonly right: Tree
}

/** A formula of the list, which is set again only where the text changed it. */
const Line = memo(
  ({ left, right }: Sides) => (
    <li>
      <Copyable left={left} right={right}>
        <Formula tree={equation(left, right)} names={false} />
      </Copyable>
    </li>
  ),
  (before, now) =>
    texOf(equation(before.left, before.right), false) === texOf(equation(now.left, now.right), false),
)
