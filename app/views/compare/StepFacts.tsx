/** The numbers of one step: norms, radii, blocks, and the factors of its units. */
import { quantile } from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { Num } from '../../figure/Num.tsx'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useWords } from '../../words/words.ts'
import type { StepAnswer } from './inspect.ts'
import styles from './StepFacts.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly answer: StepAnswer
}

export function Facts({ answer }: Props) {
  const { step } = useTexts()
  return (
    <Wide part="facts-of-step" className={styles.facts} label={step.facts}>
      <Matrices answer={answer} />
      {answer.blocks.length > 0 && <Blocks answer={answer} />}
      {answer.up.length > 0 && <Up answer={answer} />}
      {answer.factors.length > 0 ? <Factors answer={answer} /> : <p className={ui.hint}>{step.noFactors}</p>}
    </Wide>
  )
}

const Heads = ({ names }: { readonly names: readonly string[] }) => (
  <thead>
    <tr>
      {names.map((name) => (
        <th key={name} scope="col">
          {name}
        </th>
      ))}
    </tr>
  </thead>
)

/** The norms and radii of one step, of all steps down to it, and of the recurrent weights. */
function Matrices({ answer: { T, t, one, all, recurrent } }: Props) {
  const { step } = useTexts()
  const words = useWords()
  const rows = [
    { name: step.one, of: one.spectrum },
    { name: step.all(T - t + 1), of: all.spectrum },
  ]
  return (
    <table>
      <Heads names={[step.matrix, step.largest, step.smallest, step.radius]} />
      <tbody>
        {rows.map(({ name, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <Num value={of.singularValues[0]!} />
            </td>
            <td>
              <Num value={of.singularValues.at(-1)!} />
            </td>
            <td>
              <Num value={of.radius} />
            </td>
          </tr>
        ))}
        {recurrent.map(({ name, largest, radius }) => (
          <tr key={name}>
            <th scope="row">
              <Words text={words.aside(name, step.recurrent)} />
            </th>
            <td>
              <Num value={largest} />
            </td>
            <td />
            <td>
              <Num value={radius} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What each state of a step does to each state of the next: the blocks of the Jacobian. */
function Blocks({ answer: { blocks } }: Props) {
  const { step } = useTexts()
  return (
    <table>
      <Heads names={[step.blocks, step.size]} />
      <tbody>
        {blocks.map(({ of, by, largest, diagonal }) => (
          <tr key={`${of} ${by}`}>
            <th scope="row">
              {`∂${of} / ∂${by}`} <span className={ui.hint}>{step.block(of, by, diagonal)}</span>
            </th>
            <td>
              <Num value={largest} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What each layer passes down to the one below it, within this timestep. */
function Up({ answer: { up, t } }: Props) {
  const { step } = useTexts()
  return (
    <table>
      <Heads names={[step.up(t), step.largest]} />
      <tbody>
        {up.map(({ of, by, largest }) => (
          <tr key={of}>
            <th scope="row">{`∂${of} / ∂${by}`}</th>
            <td>
              <Num value={largest} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The factors of the units: the least, the middle one and the greatest. */
function Factors({ answer: { factors } }: Props) {
  const { step } = useTexts()
  const { low, middle, high } = step.factorColumns
  return (
    <table>
      <Heads names={[step.factors, low, middle, high]} />
      <tbody>
        {factors.map(({ kind, state, formula, values }) => (
          <tr key={step.factor[kind](state)}>
            <th scope="row">
              {formula && (
                <span data-part="factor">
                  <Words text={formula.replaceAll('-', '−')} />
                </span>
              )}{' '}
              <span className={ui.hint}>{step.factor[kind](state)}</span>
            </th>
            {[0, 0.5, 1].map((q) => (
              <td key={q}>
                <Num value={quantile(values, q)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
