/** What the symbols of a run are called in sentences: by what they are, or as the author of the cell or the library calls them. */
import {
  type Fact,
  layersOf,
  type Noun,
  nounIn,
  symbolNames,
  type Thing,
  type Trace,
} from '../../../src/index.ts'
import { always } from '../../words/always.ts'
import type { Words } from '../../words/words.ts'

/** What the author of a cell, or the library, calls a symbol; undefined where nobody does. */
export function saidOf(trace: Trace, name: string, words: Words): string | undefined {
  const { layer, base = name } = trace.net.info(name)
  const of = layer === undefined ? undefined : layersOf(trace.problem.model)[layer]
  return of && symbolNames(of, words.libraryLanguage).get(base)
}

/** The layer and the direction of a symbol in words, where the net has several; undefined where it has one, or the symbol belongs to none. */
export function trackOf({ net, problem }: Trace, name: string, words: Words): string | undefined {
  const { kind, layer, reverse } = net.info(name)
  if (net.tracks.length < 2 || layer === undefined) return undefined
  const several = layersOf(problem.model).length > 1
  // Both directions of a layer read the same input.
  if (kind === 'input') return layer > 0 ? words.names.track(layer + 1, undefined) : undefined
  const isBoth = net.tracks.filter((track) => track.layer === layer).length > 1
  return words.names.track(several ? layer + 1 : undefined, isBoth || reverse ? reverse === true : undefined)
}

/** The name at the head of what is said: "forget gate" of "forget gate: what is kept". */
const headOf = (said: string): string => said.split(/[:：,，;；(（]/)[0]!.trim()

const gates: readonly Noun[] = ['forget', 'input', 'output', 'update', 'reset', 'gate']
const contents: readonly Noun[] = ['candidate', 'proposal']
const states: readonly Noun[] = ['cell', 'memory', 'normaliser', 'state']
const classes = [gates, contents, states]

/** The noun that somebody uses for a thing of this kind, in any language; undefined where it is none of ours. */
function nounSaid(said: string, is: Noun): Noun | undefined {
  const alike = classes.find((nouns) => nouns.includes(is)) ?? []
  const head = headOf(said).toLowerCase()
  const means = (noun: Noun) => Object.values(always).some(({ nouns }) => nouns[noun] === head)
  return means(is) ? is : alike.find(means)
}

/** What a symbol is in a sentence: what it does, in the word that its author uses for it where we have that too. */
export function nounFor(trace: Trace, name: string, words: Words): Noun {
  const is = nounIn(trace.net, name)
  const said = saidOf(trace, name, words)
  if (said === undefined || !classes.some((nouns) => nouns.includes(is))) return is
  return nounSaid(said, is) ?? (gates.includes(is) ? 'gate' : 'value')
}

/** The noun of a symbol, "forget gate"; else how its author calls it; undefined where it has no name. */
export function calledFor(trace: Trace, name: string, words: Words): string | undefined {
  const said = saidOf(trace, name, words)
  const noun = nounFor(trace, name, words)
  if (said !== undefined && (noun === 'gate' || noun === 'value')) return headOf(said)
  return words.nouns[noun] || undefined
}

/** A fact with its things as their author calls them. */
export function asCalled(trace: Trace, fact: Fact, words: Words): Fact {
  return renamed(fact) as Fact

  function renamed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(renamed)
    if (value === null || typeof value !== 'object') return value
    if (isThing(value))
      return classes.some((nouns) => nouns.includes(value.is))
        ? { ...value, is: nounFor(trace, value.name, words) }
        : value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each)]))
  }
}

const isThing = (value: object): value is Thing => 'is' in value && 'name' in value
