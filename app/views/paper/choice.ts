/** What the address says about this view: which networks, by which gradient, from which seeds; and which example is shown. */

import type { Words } from '../../words/words.ts'
import type { Kind } from './runs.ts'
import type { Texts } from './texts.ts'

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
  readonly kinds: readonly Kind[]
  readonly troubles: readonly string[]
}

/** The seeds of "1-5", "3, 7" or "1,4-6", each once; undefined where that is not what stands there, or more than 20. */
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

/** Values that are damaged are told, and the usual ones taken. */
export function choiceOf(
  raw: Readonly<Record<'network' | 'truncation' | 'seeds' | 'example', string | undefined>>,
  texts: Texts,
  words: Words,
): Choice {
  const troubles: string[] = []
  function oneOf<T extends string>(name: string, text: string | undefined, all: readonly [T, ...T[]]): T {
    const found = all.find((each) => each === text)
    if (text !== undefined && found === undefined)
      troubles.push(texts.wrong(name, text.slice(0, 30), words.list(all), all[0]))
    return found ?? all[0]
  }
  const network = oneOf('network', raw.network, networks)
  const truncation = oneOf('truncation', raw.truncation, truncations)
  const seeds = seedsOf(raw.seeds ?? usualSeeds)
  if (!seeds) troubles.push(texts.wrongSeeds(raw.seeds!.slice(0, 30), seedsAtMost, usualSeeds))
  const example = /^\d{1,9}$/.test(raw.example ?? '1') ? Number(raw.example ?? 1) : undefined
  if (example === undefined) troubles.push(texts.wrongExample(raw.example!.slice(0, 30)))
  const kinds: Kind[] = []
  if (network !== 'rnn' && truncation !== 'full') kinds.push('truncated')
  if (network !== 'rnn' && truncation !== 'truncated') kinds.push('full')
  if (network !== 'lstm') kinds.push('rnn')
  return {
    network,
    truncation,
    seeds: seeds ?? seedsOf(usualSeeds)!,
    example: example ?? 1,
    kinds,
    troubles,
  }
}
