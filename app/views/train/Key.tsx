/** What the lines of a figure are, whatever net they belong to. */
import { Badge } from '../../parts/cell/ModelList.tsx'
import styles from './figures.module.css'

interface Props {
  readonly lines: readonly { readonly text: string; readonly thin: boolean; readonly dash?: string }[]
}

export function Key({ lines }: Props) {
  return lines.map(({ text, thin, dash }) => (
    <span key={text} className={styles.key}>
      <svg width={34} height={10} aria-hidden="true">
        <path className={thin ? styles.training : styles.heldOut} strokeDasharray={dash} d="M1 5h32" />
      </svg>
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
