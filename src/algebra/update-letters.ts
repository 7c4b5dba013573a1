/** The letters of what belongs to an update: m with the weight as its index, β to a power, one of the two biases of a sum. */
import { count } from '../print/number.ts'
import { fence, index, letter, row, script, sign, type Tree } from '../print/tree.ts'
import { kindOf } from './expression.ts'
import type { Letter } from './typeset.ts'

const prefix = 'update.'
const norm = fence('|', letter('g'), '|')
/** Numbers that are written otherwise than by their name; τ counts the updates. */
const special: Readonly<Record<string, (updated: boolean) => Letter>> = {
  n: () => ({ base: norm }),
  p: (updated) => powerOf(1, updated),
  q: (updated) => powerOf(2, updated),
}

const powerOf = (which: number, updated: boolean): Letter => ({
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
  weight: (name: string) => Letter,
): Letter | undefined {
  const kind = kindOf(name)
  if (kind !== undefined) return ofWeight(kind, inIndex(weight(name.slice(kind.length + 1))), updated)
  if (name.startsWith(prefix)) return ofAll(name.slice(prefix.length), updated)
  const [whole, end] = (name.includes('.') ? name.split(/\.(?=[ih]h$)/) : [name]) as [string, string?]
  return end === undefined ? undefined : ofOneBias(weight(whole), end, updated)
}

/** A weight as it stands in an index; of the sum of two biases the first. */
function inIndex({ base, sub, above }: Letter): Tree {
  return base.kind === 'script' ? script(base.base, index(base.below, sub), above) : script(base, sub, above)
}

/** Under a hat where it is corrected or clipped, in bars where it is a norm. */
function ofWeight(kind: string, sub: Tree, updated: boolean): Letter {
  const [head, hat] = kind.split('_') as [string, string?]
  if (norms.has(head)) return { base: fence('|', script(letter('g'), sub), '|'), above: count(2) }
  const base = letter(head)
  if (hat !== undefined) return { base: { kind: 'accent', mark: 'hat', base }, sub }
  return { base: updated ? primed(base) : base, sub }
}
const norms = new Set(['s'])

function ofAll(name: string, updated: boolean): Letter {
  const own = Object.hasOwn(special, name) ? special[name] : undefined
  if (own) return own(updated)
  const [base, sub] = name.split('_') as [string, string?]
  return { base: letter(base), ...(sub ? { sub: count(sub) } : {}) }
}

/** By its own letter, or by the end of PyTorch's name. */
function ofOneBias({ or, ...first }: Letter, end: string, updated: boolean): Letter {
  const own = or
    ? end.startsWith('h')
      ? or
      : first
    : { ...first, sub: index(first.sub, letter(end, 'upright'))! }
  return updated ? { ...own, base: primed(own.base) } : own
}

export const primed = (base: Tree): Tree => ({ kind: 'accent', mark: 'prime', base })
