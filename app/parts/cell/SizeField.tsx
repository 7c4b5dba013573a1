import { useEffect, useState } from 'react'
import { useWords } from '../../words/words.ts'

interface Props {
  readonly label: string
  readonly value: number
  readonly className?: string
  /** the largest size that can be typed; what is there already may be larger */
  readonly most: number
  /** what has this size; when it is another thing, what was typed is forgotten */
  readonly of?: unknown
  readonly onChange: (size: number) => void
  /** what is typed cannot be taken */
  readonly onWrong?: () => void
  /** the field is left, or Enter pressed */
  readonly onLeave?: () => void
}

/** A field for a size, 1 or more: a size is taken at each key; what cannot be taken changes nothing and is told until the field is left. */
export function SizeField({ label, value, className, most, of, onChange, onWrong, onLeave }: Props) {
  const words = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it belongs to another thing
  useEffect(() => setTyped(null), [of])
  const limit = Math.max(most, value)
  const sizeOf = (text: string) =>
    /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= limit ? Number(text) : undefined
  const wrong = typed !== null && sizeOf(typed) === undefined
  return (
    <>
      <label className={className}>
        {label}{' '}
        <input
          type="number"
          min={1}
          max={limit}
          value={typed ?? value}
          aria-invalid={wrong}
          onChange={(event) => {
            setTyped(event.target.value)
            const size = sizeOf(event.target.value)
            if (size === undefined) onWrong?.()
            else if (size !== value) onChange(size)
          }}
          onKeyDown={(event) => event.key === 'Enter' && onLeave?.()}
          onBlur={() => {
            setTyped(null)
            onLeave?.()
          }}
        />
      </label>
      {wrong && <p role="alert">{words.sizeTrouble(limit)}</p>}
    </>
  )
}
