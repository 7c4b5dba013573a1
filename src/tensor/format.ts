/** How a number is read: 4 significant digits, so that a pocket calculator confirms what is written. */
export interface Digits {
  /** with a true minus sign; "∞", "−∞" or "NaN" where it is not finite */
  readonly mantissa: string
  /** a power of ten to multiply with; 0 where there is none */
  readonly exponent: number
}

/** How many significant digits a number is written with. */
export const usualDigits = 4

/** The digits of a number. What is exact in fewer digits is written with fewer: 0.5, not 0.5000. */
export function digits(n: number, significant = usualDigits): Digits {
  if (Number.isNaN(n)) return { mantissa: 'NaN', exponent: 0 }
  const sign = n < 0 ? '−' : ''
  const size = Math.abs(n)
  if (size === Number.POSITIVE_INFINITY) return { mantissa: `${sign}∞`, exponent: 0 }
  if (size === 0) return { mantissa: '0', exponent: 0 }
  // The digits are read as text: the largest numbers, rounded up, are beyond what a number can be.
  const rounded = size.toExponential(significant - 1)
  const exact = Number(rounded) === size
  const [mantissa, exponent] = rounded.split('e') as [string, string]
  const power = Number(exponent)
  const trimmed = (text: string) => (exact && text.includes('.') ? text.replace(/\.?0+$/, '') : text)
  if (power >= -4 && power < 4)
    return {
      mantissa: sign + trimmed(Number(rounded).toFixed(Math.max(0, significant - 1 - power))),
      exponent: 0,
    }
  return { mantissa: sign + trimmed(mantissa), exponent: power }
}

/** The number that is written: n to so many significant digits. */
export const rounded = (n: number, significant = usualDigits): number => Number(n.toPrecision(significant))

/** Signs that have a raised form of their own. */
const raisedSigns = new Map([...'0123456789()−'].map((sign, i) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁻'][i]!]))

/** A text above the line: by signs of its own where all have one, so that ^ stands before any other. */
export function raised(text: string): string {
  const signs = [...text].map((sign) => raisedSigns.get(sign))
  return signs.includes(undefined) ? `^${text}` : signs.join('')
}

/** 10⁻²⁰ */
export const powerOfTen = (exponent: number): string => `10${raised(String(exponent).replace('-', '−'))}`

/** A number as plain text: 0.001203, 1.203 × 10⁻⁷. */
export function numberText(n: number, significant = usualDigits): string {
  const { mantissa, exponent } = digits(n, significant)
  return exponent === 0 ? mantissa : `${mantissa} × ${powerOfTen(exponent)}`
}

/** The shortest decimal that reads back as the same number: "0.1", "NaN", "Infinity". */
export function fullValue(n: number): string {
  return Object.is(n, -0) ? '0' : String(n)
}
