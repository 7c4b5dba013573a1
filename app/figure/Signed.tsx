import { signedLength } from './scale.ts'

interface Bar {
  readonly value: number
  /** the value of a full bar */
  readonly full: number
  readonly idea: string
}

/** How long the room of a bar is, in ems. */
const room = 4.5

/** A bar about zero, to the left for a negative number; striped there too, so that colour is not alone. */
export const Signed = (bar: Bar) => <span className="signed alone" aria-hidden="true" {...signed(bar)} />

/** What makes an element of the class `signed` have the bar at its top, as its background. */
export function signed({ value, full, idea }: Bar) {
  const length = (signedLength(value, full) * room) / 2
  const left = room / 2 + Math.min(0, length)
  return {
    'data-idea': idea,
    'data-sign': value < 0 ? '-' : '+',
    style: { '--bar': `${Math.abs(length)}em`, '--left': `${left}em` } as React.CSSProperties,
  }
}
