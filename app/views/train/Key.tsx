/** What the lines of a figure are, in the colours and patterns of the nets that have them. */
import { dashOf } from '../../figure/marks.tsx'
import { Badge } from '../../parts/cell/ModelList.tsx'
import styles from './figures.module.css'

interface Props {
  readonly models: readonly number[]
  readonly lines: readonly { readonly text: string; readonly thin: boolean }[]
}

export function Key({ models, lines }: Props) {
  return lines.map(({ text, thin }) => (
    <span key={text} className={styles.key}>
      {models.map((model) => (
        <svg key={model} data-model={model} width={34} height={10} aria-hidden="true">
          <path
            className={thin ? styles.training : styles.heldOut}
            strokeDasharray={thin ? undefined : dashOf(model)}
            d="M1 5h32"
          />
        </svg>
      ))}
      {text}
    </span>
  ))
}

interface EachProps {
  readonly nets: readonly { readonly model: number; readonly text: string }[]
}

/** What is to be said of each net, by its colour. */
export function OfEach({ nets }: EachProps) {
  return nets.map(({ model, text }) => (
    <span key={model} className={styles.key}>
      <Badge model={model} />
      {text}
    </span>
  ))
}
