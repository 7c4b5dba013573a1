/** A field for a number of a range: it is taken at each key; what cannot be taken changes nothing and is told until the field is left. */
import { useId, useState } from 'react'
import { numberText } from '../../../src/index.ts'
import styles from './NumberField.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly label: string
  readonly value: number
  readonly range: readonly [low: number, high: number]
  readonly whole?: boolean
  readonly onChange: (value: number) => void
}

export function NumberField({ label, value, range: [low, high], whole = false, onChange }: Props) {
  const texts = useTexts().how
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const numberIn = (text: string) => {
    // Chinese input methods write full-width digits and points.
    const n = Number(text.normalize('NFKC').replace('。', '.'))
    return text.trim() !== '' && n >= low && n <= high && (!whole || Number.isInteger(n)) ? n : undefined
  }
  const wrong = typed !== null && numberIn(typed) === undefined
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode={whole ? 'numeric' : 'decimal'}
        value={typed ?? String(value)}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => {
          setTyped(target.value)
          const n = numberIn(target.value)
          if (n !== undefined && n !== value) onChange(n)
        }}
        onBlur={() => setTyped(null)}
      />
      {wrong && (
        <p id={`${id}-wrong`} role="alert">
          {(whole ? texts.whole : texts.number)(textOf(low), textOf(high))}
        </p>
      )}
    </div>
  )
}

const textOf = (n: number) => (Number.isInteger(n) && n < 1e10 ? String(n) : numberText(n))
