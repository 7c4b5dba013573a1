/** The figures of one step: its Jacobian and the product as heat maps, their singular values, its eigenvalues. */
import { useRef, useState } from 'react'
import { fullValue, type StatePlace } from '../../../src/index.ts'
import { MatrixMap } from '../../figure/MatrixMap.tsx'
import { Num } from '../../figure/Num.tsx'
import { Plane } from '../../figure/Plane.tsx'
import { Plot } from '../../figure/Plot.tsx'
import { largest } from '../../figure/scale.ts'
import { Save } from '../../parts/take/Save.tsx'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import type { Matrix, StepAnswer } from './inspect.ts'
import styles from './StepFigures.module.css'
import { useTexts } from './texts.ts'

interface MapProps {
  readonly answer: StepAnswer
  readonly matrix: Matrix
  readonly title: string
  /** the timestep of the rows */
  readonly from: number
  readonly name: string
  readonly caption: readonly string[]
}

export function JacobianMap({ answer, matrix, title, from, name, caption }: MapProps) {
  const texts = useTexts()
  const holder = useRef<HTMLElement>(null)
  const { states, t } = answer
  const size = states.reduce((sum, state) => sum + state.size, 0)
  const [picked, setPicked] = useState<readonly [number, number]>([0, 0])
  const cell = [Math.min(picked[0], size - 1), Math.min(picked[1], size - 1)] as const
  const unit = (at: number, t: number) => elementText(states, at, t)
  return (
    <figure ref={holder}>
      <figcaption>
        <b>{title}</b>
        <span className={ui.hint}>{texts.step.rowsAre(from, t - 1)}</span>
      </figcaption>
      <MatrixMap
        data={matrix.data}
        size={size}
        blocks={states.map(({ name, at, size }) => ({ name: `∂${name}`, at, size }))}
        label={texts.step.map(size, title)}
        cell={cell}
        onCell={setPicked}
      />
      <p className={styles.told} aria-live="polite">
        {`∂${unit(cell[0], from)} / ∂${unit(cell[1], t - 1)} = `}
        <Num value={matrix.data[cell[0] * size + cell[1]]!} />
      </p>
      <p className={ui.hint}>
        {texts.step.scale} ± <Num value={largest(matrix.data)} digits={3} />
      </p>
      <Save
        name={name}
        figure={holder}
        caption={[title, texts.step.rowsAre(from, t - 1), ...caption]}
        csv={() =>
          csvOfMatrix(
            matrix.data,
            size,
            (row) => unit(row, from),
            (column) => unit(column, t - 1),
          )
        }
        brief
      />
    </figure>
  )
}

const lowered = '₀₁₂₃₄₅₆₇₈₉'
const small = (n: number) => [...String(n)].map((digit) => lowered[Number(digit)]).join('')

/** One of the numbers of all states at a timestep, as the page writes it: the timestep lowered, its place in the state in brackets. h₃[1], S₃[2,1] */
export function elementText(states: readonly StatePlace[], at: number, t: number): string {
  const { name, shape, at: first } = states.findLast((state) => state.at <= at)!
  const k = at - first
  const columns = shape[1] ?? 1
  const place = shape.length === 2 ? `${Math.floor(k / columns) + 1},${(k % columns) + 1}` : `${k + 1}`
  return `${name}${small(t)}${shape.length === 0 ? '' : `[${place}]`}`
}

function csvOfMatrix(
  data: Float64Array,
  size: number,
  rowName: (row: number) => string,
  columnName: (column: number) => string,
): string {
  const each = Array.from({ length: size }, (_, i) => i)
  const quoted = (name: string) => (name.includes(',') ? `"${name}"` : name)
  const rows = each.map((i) =>
    [quoted(rowName(i)), ...each.map((j) => fullValue(data[i * size + j]!))].join(),
  )
  return [['', ...each.map((j) => quoted(columnName(j)))].join(), ...rows, ''].join('\n')
}

export function Singular({
  answer,
  caption,
}: {
  readonly answer: StepAnswer
  readonly caption: readonly string[]
}) {
  const texts = useTexts()
  const holder = useRef<HTMLElement>(null)
  const curves = [
    { id: 'one', model: 0, label: texts.step.one, values: answer.one.spectrum.singularValues, side: 'above' },
    {
      id: 'all',
      model: 1,
      label: texts.step.product,
      values: answer.all.spectrum.singularValues,
      side: 'below',
    },
  ] as const
  const all = curves.flatMap(({ values }) => Array.from(values).filter((n) => n > 1e-320))
  const middle = Math.floor(answer.one.spectrum.singularValues.length / 2)
  return (
    <figure ref={holder}>
      <figcaption>
        <b>{texts.step.singular}</b>
        <span className={ui.hint}>{texts.step.singularHint}</span>
      </figcaption>
      <Plot
        label={texts.step.singular}
        x={{
          low: 1,
          high: Math.max(2, answer.one.spectrum.singularValues.length),
          name: texts.step.singularIndex,
        }}
        y={{ low: Math.min(1, ...all), high: Math.max(1, ...all), log: true, name: texts.step.singularName }}
        curves={curves.map(({ id, model, label, values, side }) => ({
          id,
          model,
          label,
          labelAt: middle,
          side,
          points: Array.from(values, (value, i) => [i + 1, value] as const),
        }))}
        across={[1]}
      />
      <Save
        name="singular-values"
        figure={holder}
        caption={[texts.step.singular, ...caption]}
        csv={() =>
          [
            'n,step,product',
            ...Array.from(curves[0].values, (value, i) =>
              [i + 1, fullValue(value), fullValue(curves[1].values[i]!)].join(),
            ),
            '',
          ].join('\n')
        }
        brief
      />
    </figure>
  )
}

export function Eigen({
  answer,
  caption,
}: {
  readonly answer: StepAnswer
  readonly caption: readonly string[]
}) {
  const texts = useTexts()
  const words = useWords()
  const holder = useRef<HTMLElement>(null)
  const { eigenvalues } = answer.one.spectrum
  return (
    <figure ref={holder}>
      <figcaption>
        <b>{texts.step.eigen}</b>
        <span className={ui.hint}>{texts.step.eigenHint}</span>
      </figcaption>
      <Plane numbers={eigenvalues} label={words.aside(texts.step.eigen, String(eigenvalues.length))} />
      <Save
        name="eigenvalues"
        figure={holder}
        caption={[texts.step.eigen, ...caption]}
        csv={() =>
          ['re,im', ...eigenvalues.map(({ re, im }) => `${fullValue(re)},${fullValue(im)}`), ''].join('\n')
        }
        brief
      />
    </figure>
  )
}
