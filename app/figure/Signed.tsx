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
  const length = signedLength(value, full) * 50
  return (
    <span className="signed" aria-hidden="true">
      <i
        data-idea={idea}
        data-sign={value < 0 ? '-' : '+'}
        style={{ left: `${50 + Math.min(0, length)}%`, width: `${Math.abs(length)}%` }}
      />
    </span>
  )
}
