/** A field for a whole number of the sheet. */
import { useState } from 'react'

/** What is typed stays until the field is left; a number that cannot be is told by the sheet. */
export function NumberField({
  label,
  value,
  most,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly most?: number | undefined
  readonly onChange: (text: string) => void
}) {
  const [typed, setTyped] = useState<string>()
  return (
    <input
      type="number"
      aria-label={label}
      min={1}
      max={most}
      value={typed ?? value}
      onChange={({ target }) => {
        setTyped(target.value)
        if (target.value !== '') onChange(target.value)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
