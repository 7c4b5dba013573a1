/** Every tensor of a file with its shape and what it became. */

import { Fragment } from 'react'
import { modelOf, type Plan, symbolOfNet } from '../../../../src/index.ts'
import { Formula } from '../../../math/Formula.tsx'
import { useStore } from '../../../state/store.ts'
import { Wide } from '../../../ui/Wide.tsx'
import styles from './Sheet.module.css'
import { useSaidTexts, useTexts } from './texts.ts'

interface Props {
  readonly tensors: NonNullable<Plan['tensors']>
  readonly experiment: Plan['experiment']
}

export function Tensors({ tensors, experiment }: Props) {
  const texts = useTexts()
  const notation = useStore((s) => s.notation)
  const model = modelOf(experiment.model)
  // The weights go by the letters that they have in formulas.
  const lettersOf = (weights: readonly string[]) =>
    weights.map((name) => (
      <Fragment key={name}>
        {' '}
        <Formula tree={symbolOfNet(notation, model, name)} names={false} />
      </Fragment>
    ))
  const { became } = useSaidTexts()
  return (
    <section>
      <h3>{texts.tensors(tensors.length)}</h3>
      <Wide label={texts.tensors(tensors.length)} className={`${styles.table} ${styles.tensors}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.tensor.name}</th>
              <th scope="col">{texts.tensor.shape}</th>
              <th scope="col">{texts.tensor.became}</th>
            </tr>
          </thead>
          <tbody>
            {tensors.map(({ name, shape, became: as, weights }) => (
              <tr key={name} data-out={weights.length === 0}>
                <th scope="row">{name}</th>
                <td>{shape}</td>
                <td>
                  {became[as]}
                  {lettersOf(weights)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
