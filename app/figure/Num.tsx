import { fullValue, numberText } from '../../src/index.ts'

interface Props {
  readonly value: number
  /** the name of the number; without it (a product inside a sum) the full value alone */
  readonly name?: string
  readonly digits?: number
  readonly className?: string
}

/** A number that the engine computed: four digits to read, its name and full value beside them. */
export function Num({ value, name, digits = 4, className }: Props) {
  return (
    <data
      className={`num ${className ?? ''}`}
      {...(name === undefined ? { 'data-value': fullValue(value) } : { 'data-ref': name })}
      value={fullValue(value)}
    >
      {numberText(value, digits)}
    </data>
  )
}
