/** The letters of what belongs to an update: m with the weight as its index, β to a power, one of the two biases of a sum. */
import { count } from '../print/number.ts'
import { fence, index, letter, row, script, sign, type Tree } from '../print/tree.ts'
import { type BiasEnd, ofBias, ofUpdateNumber, ofWeightPart, writtenName } from './names.ts'
import type { IndexedLetter } from './typeset.ts'

const norm = fence('|', letter('g'), '|')
/** Numbers that are not written by their name; τ counts the updates. */
const special: Readonly<Record<string, (updated: boolean) => IndexedLetter>> = {
  n: () => ({ base: norm }),
  p: (updated) => powerOf(1, updated),
  q: (updated) => powerOf(2, updated),
}

const powerOf = (which: number, updated: boolean): IndexedLetter => ({
  base: letter('β'),
  sub: count(which),
  above: updated ? letter('τ') : row(letter('τ'), sign('−'), count(1)),
})

/**
 * The letters of a name that belongs to an update; undefined for any other. `updated`: after the update. `weight` gives the letters of a
 * weight.
 */
export function updateLetters(
  name: string,
  updated: boolean,
  weight: (name: string) => IndexedLetter,
): IndexedLetter | undefined {
  const part = ofWeightPart(name)
  if (part) return ofWeight(part.kind, inIndex(weight(part.of)), updated)
  const number = ofUpdateNumber(name)
  if (number !== undefined) return ofAll(number, updated)
  const bias = ofBias(name)
  return bias && ofOneBias(weight(bias.weight), bias.end, updated)
}

/** A weight as it stands in an index; of the sum of two biases the first. */
function inIndex({ base, sub, above }: IndexedLetter): Tree {
  return base.kind === 'script' ? script(base.base, index(base.below, sub), above) : script(base, sub, above)
}

/** Under a hat where it is corrected or clipped, in bars where it is a norm. */
function ofWeight(kind: string, sub: Tree, updated: boolean): IndexedLetter {
  const { letter: head, low: hat } = writtenName(kind)
  if (norms.has(head)) return { base: fence('|', script(letter('g'), sub), '|'), above: count(2) }
  const base = letter(head)
  if (hat !== '') return { base: { kind: 'accent', mark: 'hat', base }, sub }
  return { base: updated ? primed(base) : base, sub }
}
const norms = new Set(['s'])

function ofAll(name: string, updated: boolean): IndexedLetter {
  const own = Object.hasOwn(special, name) ? special[name] : undefined
  if (own) return own(updated)
  const { letter: base, low } = writtenName(name)
  return { base: letter(base), ...(low === '' ? {} : { sub: count(low) }) }
}

/** By its own letter, or by the end of PyTorch's name. */
function ofOneBias({ or, ...first }: IndexedLetter, end: BiasEnd, updated: boolean): IndexedLetter {
  const own = or ? (end === 'hh' ? or : first) : { ...first, sub: index(first.sub, letter(end, 'upright'))! }
  return updated ? { ...own, base: primed(own.base) } : own
}

export const primed = (base: Tree): Tree => ({ kind: 'accent', mark: 'prime', base })
