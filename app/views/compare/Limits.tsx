/** Where a float64 number stops being what the mathematics says, in the first draw of each model, with the step named. */
import { ofGradient } from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { Badge } from '../../parts/cell/ModelList.tsx'
import type { Entry } from '../../state/models.ts'
import { useWords } from '../../words/words.ts'
import styles from './Limits.module.css'
import { writtenState } from './name.ts'
import type { Setup } from './setup.ts'
import { useTexts } from './texts.ts'
import type { Found } from './useDraws.ts'

/** A state as the page writes it, and its gradient. */
function stateIn(entry: Entry, symbol: string): string {
  const of = ofGradient(symbol)
  const name = writtenState(entry, of ?? symbol)
  return of === undefined ? name : `∂L/∂${name}`
}

interface Props {
  readonly setup: Setup
  readonly found: readonly (Found | undefined)[]
  readonly names: readonly string[]
}

export function Limits({ setup, found, names }: Props) {
  const texts = useTexts()
  const words = useWords()
  const broken = found.flatMap((each, model) =>
    each && !each.stale && each.first.limits.length > 0 ? [{ model, limits: each.first.limits }] : [],
  )
  if (broken.length === 0) return null
  return (
    <section data-part="limits" className={styles.limits}>
      <h3>{texts.limits.title}</h3>
      <ul>
        {broken.map(({ model, limits }) => (
          <li key={model}>
            <Badge model={model} /> <Words text={names[model]!} />
            {' · '}
            {limits
              .map(({ kind, pass, symbol, t }) =>
                words.aside(texts.limits[kind](stateIn(setup.models[model]!, symbol), t), texts.limits[pass]),
              )
              .join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
