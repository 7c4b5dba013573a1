/** The numbers of one step: norms, radii, blocks, and the factors of its units. */
import { quantile } from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { Num } from '../../figure/Num.tsx'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import type { StepAnswer } from './close.ts'
import styles from './StepFacts.module.css'
import { useTexts } from './texts.ts'

export function Facts({ answer }: { readonly answer: StepAnswer }) {
  const texts = useTexts()
  const words = useWords()
  const { step } = texts
  const k = answer.T - answer.t + 1
  const { one, all, recurrent, blocks } = answer
  const rows = [
    { name: step.one, of: one.spectrum },
    { name: step.all(k), of: all.spectrum },
  ]
  const factors = answer.factors.map(({ kind, state, formula, values }) => ({
    name: step.factor[kind](state),
    formula,
    values,
  }))
  return (
    <div
      data-part="facts-of-step"
      className={`${styles.facts} ${ui.wide}`}
      tabIndex={0}
      role="group"
      aria-label={step.facts}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{step.matrix}</th>
            <th scope="col">{step.largest}</th>
            <th scope="col">{step.smallest}</th>
            <th scope="col">{step.radius}</th>
          </tr>
        </thead>
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
          {recurrent.map(({ name, largest: most, radius }) => (
            <tr key={name}>
              <th scope="row">
                <Words text={words.aside(name, step.recurrent)} />
              </th>
              <td>
                <Num value={most} />
              </td>
              <td />
              <td>
                <Num value={radius} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {blocks.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{step.blocks}</th>
              <th scope="col">{step.size}</th>
            </tr>
          </thead>
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
      )}
      {factors.length === 0 ? (
        <p className={ui.hint}>{step.noFactors}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{step.factors}</th>
              <th scope="col">{step.factorColumns.low}</th>
              <th scope="col">{step.factorColumns.middle}</th>
              <th scope="col">{step.factorColumns.high}</th>
            </tr>
          </thead>
          <tbody>
            {factors.map(({ name, formula, values }) => (
              <tr key={name}>
                <th scope="row">
                  {formula && <span data-part="factor">{formula.replaceAll('-', '−')}</span>}{' '}
                  <span className={ui.hint}>{name}</span>
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
      )}
    </div>
  )
}
