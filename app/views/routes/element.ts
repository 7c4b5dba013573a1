/** The numbers of a state in a row: what each is called. */
import { elementRef, indices, type Trace } from '../../../src/index.ts'
import type { Texts } from './texts.ts'

const shapeOf = (trace: Trace, of: string) => trace.memory(of).shape as readonly number[]

/** How many numbers a state has. */
export const countOf = (trace: Trace, of: string): number => shapeOf(trace, of).reduce((a, b) => a * b, 1)

/** The name of one of them: C@3[0], S@3[1,2], m@3. */
export const nameAt = (trace: Trace, of: string, t: number, unit: number): string =>
  elementRef(of, t, indices(shapeOf(trace, of))[unit]!)

/** Which one it is, counted from 1: unit 2 of 4; row 1, column 3; nothing of a single number. */
export function unitText(trace: Trace, of: string, unit: number, texts: Texts): string {
  const [rows, columns] = shapeOf(trace, of)
  if (rows === undefined) return texts.single
  if (columns === undefined) return texts.unitOf(unit + 1, rows)
  return texts.elementOf(Math.floor(unit / columns) + 1, (unit % columns) + 1, rows, columns)
}
