/** Goes from one held-out sequence to another. */
import { useTexts } from './texts.ts'

interface Props {
  readonly at: number
  readonly count: number
  readonly onChange: (at: number) => void
}

export function SequenceChoice({ at, count, onChange }: Props) {
  const texts = useTexts().answers
  return (
    <>
      <button type="button" aria-label={texts.previous} disabled={at === 0} onClick={() => onChange(at - 1)}>
        ‹
      </button>
      <span>{texts.sequence(String(at + 1), String(count))}</span>
      <button
        type="button"
        aria-label={texts.next}
        disabled={at >= count - 1}
        onClick={() => onChange(at + 1)}
      >
        ›
      </button>
    </>
  )
}
