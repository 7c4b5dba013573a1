/** What the address says about this view: the unit (counted from 0, as in names), the timestep, the routes that are taken out. */

import type { Words } from '../../words/words.ts'
import type { Texts } from './texts.ts'

export interface Choice {
  readonly unit: number
  readonly k: number
  readonly off: readonly string[]
  readonly troubles: readonly string[]
}

interface Raw {
  readonly unit: string | undefined
  readonly k: string | undefined
  readonly without: string | undefined
}

const whole = (text: string, from: number, to: number): number | undefined => {
  const n = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  return n >= from && n <= to ? n : undefined
}

/** Values that are damaged are told, and the usual ones taken. */
export function choiceOf(
  raw: Raw,
  { H, T, names }: { H: number; T: number; names: readonly string[] },
  texts: Texts,
  words: Words,
): Choice {
  const troubles: string[] = []
  const number = (text: string | undefined, from: number, to: number, wrong: (text: string) => string) => {
    if (text === undefined) return from
    const n = whole(text, from, to)
    if (n === undefined) troubles.push(wrong(text.slice(0, 20)))
    return n ?? from
  }
  const unit = number(raw.unit, 0, H - 1, (text) => texts.wrongUnit(text, H))
  const k = number(raw.k, 1, T, (text) => texts.wrongK(text, T))
  const asked = [...new Set((raw.without ?? '').split(',').filter((name) => name !== ''))]
  const unknown = asked.find((name) => !names.includes(name))
  if (unknown !== undefined) troubles.push(texts.wrongRoute(unknown.slice(0, 20), words.list(names)))
  return { unit, k, off: asked.filter((name) => names.includes(name)), troubles }
}
