/** Every tensor of a file with its shape and what it became. */
import type { Plan } from '../../../../src/index.ts'
import { Wide } from '../../../ui/Wide.tsx'
import styles from './Sheet.module.css'
import { useSaidTexts, useTexts } from './texts.ts'

export function Tensors({ tensors }: { readonly tensors: NonNullable<Plan['tensors']> }) {
  const texts = useTexts()
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
                  {became[as]} {weights.length > 0 && <code>{weights.join(' ')}</code>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
