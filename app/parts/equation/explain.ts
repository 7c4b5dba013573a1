import {
  attentionPartOf,
  type Completed,
  type Frame,
  factsOf,
  ofGradient,
  type Reading,
  sendersOf,
  sentenceOf,
  squashingOf,
  symbolOf,
  type Text,
  type Trace,
  updateStepOf,
} from '../../../src/index.ts'
import { readOut } from '../../math/name.ts'
import type { Language } from '../../state/language.ts'
import type { Words } from '../../words/words.ts'
import type { InFull } from './lines.ts'
import { asCalled, calledFor, nounFor, saidOf, trackOf } from './naming.ts'

/** A frame of a run, and the words to tell it in. */
export interface Told {
  readonly trace: Trace
  readonly frame: Frame
  readonly words: Words
}

/** What a frame does, in a few words; symbols in [[ ]]. */
export function titleOf(trace: Trace, frame: Frame, words: Words): string {
  const { phase, t, equation } = frame
  const { names } = words
  if (phase === 'loss') return names.loss
  if (phase === 'update') return updateTitle(trace, [frame], words)
  const name = ofGradient(equation.symbol) ?? equation.symbol
  if (equation.overTime) return names.backward.weight(`[[${name}]]`)
  if (phase === 'backward' && t !== null && (t === 0 || t > trace.T))
    return words.labelled(names.backward.initial, `[[${name}]]`)
  const head = trace.net.head.findIndex(({ symbol }) => symbol === name)
  if (head >= 0)
    return names[phase].head[
      trace.net.info(name).kind === 'loss' ? 'loss' : head === 0 ? 'output' : 'probabilities'
    ]
  const title =
    phase === 'forward'
      ? valueTitle(trace, name, words)
      : gradientTitle(trace, name, sendersOf(trace, frame).length, words)
  // A symbol says its layer and direction by itself.
  const track = title.includes('[[') ? undefined : trackOf(trace, name, words)
  return track === undefined ? title : words.aside(title, track)
}

const symbolOr = (said: string | undefined, name: string): string =>
  said === undefined ? `[[${name}]]` : said.charAt(0).toUpperCase() + said.slice(1)

/** What a value is called; a pre-activation by what it goes into. */
function valueTitle(trace: Trace, name: string, words: Words): string {
  const part = attentionPartOf(trace.net, name)
  if (part) return words.names.attention[part]
  const said = saidOf(trace, name, words)
  const into = said === undefined ? squashingOf(trace.net, name)?.gives : undefined
  const called = into === undefined ? undefined : calledFor(trace, into, words)
  if (called !== undefined) return words.names.forward.a(called)
  return said === undefined
    ? words.names.forward.things[nounFor(trace, name, words)](`[[${name}]]`)
    : symbolOr(said, name)
}

/** What a gradient is: of a fork where several ways meet, else by what the symbol is. */
function gradientTitle(trace: Trace, name: string, ways: number, words: Words): string {
  const { backward } = words.names
  const { kind } = trace.net.info(name)
  const symbol = `[[${name}]]`
  const squashed = squashingOf(trace.net, name)
  const into = squashed && calledFor(trace, squashed.gives, words)
  if (squashed && into !== undefined) return backward[squashed.function === undefined ? 'aPlain' : 'a'](into)
  const noun = nounFor(trace, name, words)
  const isNamed = noun !== 'gate' && noun !== 'value'
  if (kind === 'gate' && isNamed) return backward.gate(words.nouns[noun])
  if (kind === 'input') return backward.input
  if (ways > 1) return backward.fork(symbol, ways)
  const part = attentionPartOf(trace.net, name)
  if (part) return words.names.attention[part]
  return isNamed ? backward.state(words.nouns[noun]) : symbolOr(saidOf(trace, name, words), name)
}

/** What a step does, of which some assignments are shown in full and `many` are listed. */
export function stepTitle(trace: Trace, { frames, many }: InFull, words: Words): string {
  const [first, last] = [frames[0]!, frames.at(-1)!]
  const whole = frames.length > 1
  if (first.phase === 'update' && whole) return updateTitle(trace, many.length > 0 ? many : frames, words)
  if (first.equation.overTime && whole) return weightsTitle(trace, frames, words)
  return titleOf(trace, first.phase === 'backward' ? first : last, words)
}

/** Which part of the net a step of a coarse grain is about; empty where it is about all of it. */
export function partOfStep(trace: Trace, { of, tracks }: Completed, words: Words): string {
  const { completed } = words.names
  if (of === 'phase' || of === 'net') return ''
  if (of !== 'layers') return completed[of]
  const all = trace.net.tracks
  if (all.length === 1) return completed.layer
  const [from, to] = [tracks[0]!, tracks.at(-1)!]
  return from === to && !all.some(({ reverse }) => reverse)
    ? words.names.track(from.layer + 1, undefined)
    : words.map.inFull(from.layer + 1, to.layer + 1, from.reverse)
}

/** What a step of a coarse grain has done. */
export function completedTitle(trace: Trace, step: Completed, words: Words): string {
  const { completed } = words.names
  const { phase, t, of, isAll } = step
  if (of === 'phase') return completed.phase[phase]
  const part = partOfStep(trace, step, words)
  const isInitial = t === 0 || (t !== null && t > trace.T)
  const at = isInitial ? completed.initial(part) : t === null ? part : completed.timestep(t, part)
  const what = symbolOr(at, at)
  return isAll ? completed.all[phase](what) : completed.some(what)
}

/** What a timestep adds to the gradients of weights, and of which layer, where all are of one. */
function weightsTitle(trace: Trace, frames: readonly Frame[], words: Words): string {
  const tracks = new Set(frames.map(({ equation }) => trackOf(trace, symbolOf(equation.symbol), words)))
  const [track] = tracks
  const { weights } = words.names.backward
  return tracks.size > 1 || track === undefined ? weights : words.aside(weights, track)
}

/** What frames of an update do: what the last of them writes, of all the weights that they are about. */
function updateTitle(trace: Trace, frames: readonly Frame[], words: Words): string {
  const { symbol } = frames.at(-1)!.equation
  const abouts = frames.map(({ equation }) => symbolOf(equation.symbol))
  return words.names.updates[updateStepOf(symbol, trace.updates)](
    words.list([...new Set(abouts)].map((name) => `[[${name}]]`)),
  )
}

/** A title with its symbols written by `as`, which is given the timestep of those that have one. */
export const filled = (
  trace: Trace,
  t: number | null,
  title: string,
  as: (name: string, t: number | null) => string,
): string =>
  title.replace(/\[\[([^\]]+)\]\]/g, (_, name: string) => as(name, trace.net.info(name).timed ? t : null))

/** A title as plain text, in the notation chosen. */
const plain = (trace: Trace, reading: Reading, t: number | null, title: string): string =>
  filled(trace, t, title, (name, at) => readOut(trace, reading, name, at, true))

/** The title of a frame as plain text. */
export const plainTitle = (trace: Trace, reading: Reading, frame: Frame, words: Words): string =>
  plain(trace, reading, frame.t, titleOf(trace, frame, words))

/** Where a frame stands and what it does; symbols in [[ ]]. */
export const placeTitle = (trace: Trace, frame: Frame, words: Words): string =>
  words.labelled(words.moment(words.phases[frame.phase], frame.t), titleOf(trace, frame, words))

/** The same as plain text. */
export const placeText = (trace: Trace, reading: Reading, frame: Frame, words: Words): string =>
  plain(trace, reading, frame.t, placeTitle(trace, frame, words))

/** Why, in a few sentences; symbols in [[ ]]. */
export const reasonOf = (trace: Trace, frame: Frame, words: Words): string =>
  words.sentences(factsOf(trace, frame).map((fact) => sentenceOf(words.facts, asCalled(trace, fact, words))))

/** A text for people in the language chosen, or in one that it has. */
export function textIn(text: Text | undefined, language: Language): string {
  if (text === undefined || typeof text === 'string') return text ?? ''
  const byLanguage: { readonly [L in Language]?: string } = text
  return byLanguage[language] ?? text.en ?? text.zh ?? ''
}
