/** What the address says about this view: which networks, by which gradient, from which seeds; and which example is shown. */

import { type ParamMistake, type Params, paramReader } from '../../state/params.ts'
import type { NetworkKind } from './runs.ts'

export const networks = ['both', 'lstm', 'rnn'] as const
export const truncations = ['truncated', 'full', 'both'] as const
export const usualSeeds = '1-5'
/** as many trials as the paper has */
export const seedsAtMost = 20
const largestSeed = 2 ** 32 - 1

export interface Choice {
  readonly network: (typeof networks)[number]
  readonly truncation: (typeof truncations)[number]
  readonly seeds: readonly number[]
  readonly example: number
  /** the networks that are trained from each seed, in this order */
  readonly kinds: readonly NetworkKind[]
  readonly mistakes: readonly ParamMistake[]
}

/** The seeds of "1-5", "3, 7" or "1,4-6", each once; undefined where the text is no such list, or names more than 20. */
export function seedsOf(text: string): readonly number[] | undefined {
  const seeds = new Set<number>()
  // Chinese input methods write these commas and dashes.
  const plain = text
    .normalize('NFKC')
    .replace(/[、\s]+/g, ',')
    .replace(/[–—−~]/g, '-')
  for (const part of plain.split(',').filter((each) => each !== '')) {
    const found = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(part)
    if (!found) return undefined
    const [from, to] = [Number(found[1]), Number(found[2] ?? found[1])]
    if (to < from || to > largestSeed || to - from >= seedsAtMost) return undefined
    for (let seed = from; seed <= to; seed++) seeds.add(seed)
  }
  return seeds.size > 0 && seeds.size <= seedsAtMost ? [...seeds] : undefined
}

export function choiceOf(params: Params): Choice {
  const reader = paramReader(params)
  const network = reader.word('network', networks, networks[0])
  const truncation = reader.word('truncation', truncations, truncations[0])
  const seeds = reader.read(
    'seeds',
    seedsOf,
    { like: ['1-5', '1,3,7'], most: seedsAtMost },
    seedsOf(usualSeeds)!,
  )
  const example = reader.whole('example', [0, 999_999_999], 1)
  const kinds: NetworkKind[] = []
  if (network !== 'rnn' && truncation !== 'full') kinds.push('truncated')
  if (network !== 'rnn' && truncation !== 'truncated') kinds.push('full')
  if (network !== 'lstm') kinds.push('rnn')
  return { network, truncation, seeds, example, kinds, mistakes: reader.mistakes }
}
