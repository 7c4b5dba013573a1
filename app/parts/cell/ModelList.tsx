/** Models that the same figures show: the key of their lines, and where one is chosen, changed and taken away. */
import type { ReactNode } from 'react'
import { dashes } from '../../figure/curve.ts'
import { Words } from '../../figure/Letters.tsx'
import ui from '../../ui/ui.module.css'
import styles from './ModelList.module.css'

export function Badge({ model }: { readonly model: number }) {
  return (
    <span className={styles.badge} data-model={model}>
      {model + 1}
    </span>
  )
}

/** How the lines of a model are drawn. */
function Sample({ model }: { readonly model: number }) {
  return (
    <svg className={styles.sample} data-model={model} width={40} height={10} aria-hidden="true">
      <path d="M1 5h38" strokeDasharray={dashes[model % dashes.length]} />
    </svg>
  )
}

interface Props {
  readonly names: readonly string[]
  /** the place of the one that is chosen */
  readonly pick: number
  readonly texts: { readonly choose: (name: string) => string; readonly remove: (name: string) => string }
  readonly onPick: (model: number) => void
  /** takes one away; hears which is chosen then */
  readonly onRemove: (model: number, pick: number) => void
  /** what stands below the name of each */
  readonly children: (model: number) => ReactNode
}

export function ModelList({ names, pick, texts, onPick, onRemove, children }: Props) {
  return (
    <ul className={styles.models}>
      {names.map((name, model) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a model is its place in the list
        <li key={model} data-chosen={model === pick}>
          <button
            type="button"
            className={styles.model}
            aria-pressed={model === pick}
            title={texts.choose(name)}
            onClick={() => onPick(model)}
          >
            <Badge model={model} />
            <Sample model={model} />
            <span>
              <Words text={name} />
            </span>
          </button>
          {names.length > 1 && (
            <button
              type="button"
              className={`${ui.quiet} ${styles.remove}`}
              aria-label={texts.remove(name)}
              onClick={() => onRemove(model, Math.min(pick > model ? pick - 1 : pick, names.length - 2))}
            >
              ×
            </button>
          )}
          {children(model)}
        </li>
      ))}
    </ul>
  )
}
