/** A sequence of the task as a strip of symbols, ten by ten. */
import { useMemo } from 'react'
import { classes, random, symbols, temporalOrder } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import styles from './Example.module.css'
import { useTexts } from './texts.ts'

export function Example({ seed }: { readonly seed: number }) {
  const session = useSession()
  const texts = useTexts()
  const { sequence, T, t1, t2, target } = useMemo(() => temporalOrder(random(seed)), [seed])
  const letters = Array.from(sequence, (place) => symbols[place]!)
  const [first, second] = [letters[t1 - 1]!, letters[t2 - 1]!]
  const tens = Array.from({ length: Math.ceil(T / 10) }, (_, k) => 10 * k)
  const role = (t: number) => (t === t1 || t === t2 ? 'counts' : t === 1 || t === T ? 'border' : 'distractor')
  return (
    <figure className={styles.example}>
      <figcaption>
        <h4>{texts.example}</h4>
        <button
          type="button"
          onClick={() => session.changeParams({ example: String(seed >= 999_999_999 ? 1 : seed + 1) })}
        >
          {texts.another}
        </button>
      </figcaption>
      <div
        data-part="symbols"
        className={styles.symbols}
        role="img"
        aria-label={texts.exampleLabel(String(T), String(t1), first, String(t2), second, classes[target]!)}
      >
        {tens.map((from) => (
          <span key={from} className={styles.ten}>
            <small>{from + 1}</small>
            {letters.slice(from, from + 10).map((letter, i) => (
              <b
                // biome-ignore lint/suspicious/noArrayIndexKey: a symbol is its place
                key={i}
                data-role={role(from + i + 1)}
              >
                {letter}
              </b>
            ))}
          </span>
        ))}
      </div>
      <p className={styles.asked} aria-live="polite">
        <span>{texts.exampleText(first, String(t1), second, String(t2), String(T))}</span>
        {classes.map((name, k) => (
          <span key={name} data-part="class" className={styles.class} data-target={k === target}>
            {`${k < 2 ? 'X' : 'Y'}${k % 2 === 0 ? 'X' : 'Y'} = ${name}`}
            {k === target && ' ✓'}
          </span>
        ))}
      </p>
      <p className={ui.hint}>{texts.firstTimestep}</p>
    </figure>
  )
}
