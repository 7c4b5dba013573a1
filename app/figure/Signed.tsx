import { signedLength } from './scale.ts'

/** A bar about zero, to the left for a negative number; striped there too, so that colour is not alone. */
export function Signed({
  value,
  full,
  idea,
}: {
  readonly value: number
  readonly full: number
  readonly idea: string
}) {
  const length = signedLength(value, full) / 2
  const wide = Math.abs(length)
  const left = 0.5 + Math.min(0, length)
  return (
    <span
      className="signed"
      aria-hidden="true"
      data-idea={idea}
      data-sign={value < 0 ? '-' : '+'}
      // A place in percent is that share of what the bar leaves free.
      style={{
        backgroundSize: `1px 100%, max(1px, ${wide * 100}%) 100%`,
        backgroundPosition: `50% 0, ${(left / (1 - wide)) * 100}% 0`,
      }}
    />
  )
}
