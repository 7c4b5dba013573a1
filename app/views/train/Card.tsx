/** A figure of this view: its title, what can be chosen of it, the drawing, and how it is taken along. */
import { type ReactNode, useRef } from 'react'
import { Save } from '../../parts/take/Save.tsx'
import styles from './Card.module.css'

interface Props {
  readonly part?: string
  /** of its files, where that is not its part */
  readonly name?: string
  readonly title: string
  /** beside the title */
  readonly choices?: ReactNode
  /** under the drawing */
  readonly hint?: ReactNode
  readonly csv?: () => string
  readonly caption?: readonly string[]
  readonly children: ReactNode
}

export function Card({ part, name = part, title, choices, hint, csv, caption = [], children }: Props) {
  const holder = useRef<HTMLElement>(null)
  return (
    <figure ref={holder} data-part={part} className={styles.card}>
      <figcaption className={styles.head}>
        <h3>{title}</h3>
        <div className={styles.choices}>{choices}</div>
      </figcaption>
      {children}
      <div className={styles.foot}>
        <p>{hint}</p>
        {csv && (
          <Save name={`training-${name}`} figure={holder} caption={[title, ...caption]} csv={csv} brief />
        )}
      </div>
    </figure>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly all: readonly T[]
  readonly textOf: (value: T) => string
  readonly onChange: (value: T) => void
}

/** One of a few ways to draw a figure. */
export function Choice<T extends string>({ label, value, all, textOf, onChange }: ChoiceProps<T>) {
  return (
    <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value as T)}>
      {all.map((each) => (
        <option key={each} value={each}>
          {textOf(each)}
        </option>
      ))}
    </select>
  )
}
