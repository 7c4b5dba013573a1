import {
  type Frame,
  isApply,
  ofGradient,
  type Reading,
  symbolsIn,
  type Trace,
  text,
} from '../../../src/index.ts'
import { readOut } from '../../math/name.ts'
import type { Words } from '../../words/words.ts'
import type { InFull } from './lines.ts'
import { isOwn, isWritten, writtenForward, writtenReason, writtenTitle } from './written.ts'

/** A frame of a run, and the words to tell it in. */
export interface Told {
  readonly trace: Trace
  readonly frame: Frame
  readonly words: Words
}

/** The gate that a pre-activation belongs to; the hidden state for an RNN. */
function gateOf(name: string, words: Words): string {
  const q = name.slice(2) as keyof Words['gates']
  return words.gates[q] ?? words.gates.h
}

const isPre = (trace: Trace, name: string) => trace.net.info(name).kind === 'preactivation'

/** What a frame does, in a few words; symbols in [[ ]]. */
export function titleOf(trace: Trace, frame: Frame, words: Words): string {
  const { phase, t, equation } = frame
  const { names } = words
  if (phase === 'loss') return names.loss
  if (phase === 'update') return names.update(`[[${equation.symbol.slice(0, -1)}]]`)
  const name = ofGradient(equation.symbol) ?? equation.symbol
  if (isWritten(trace, name)) return writtenTitle(trace, frame, name, words)
  if (phase === 'forward') {
    if (isPre(trace, name)) return names.forward.a(gateOf(name, words))
    return names.forward[name as Exclude<keyof Words['names']['forward'], 'a'>] ?? `[[${name}]]`
  }
  if (equation.overTime) return names.backward.weight(`[[${name}]]`)
  if (t === 0) return words.labelled(names.backward.initial, `[[${name}]]`)
  if (trace.net.states.includes(name) && equation.terms.length > 1)
    return names.backward.fork(`[[${name}]]`, equation.terms.length)
  if (isPre(trace, name)) return names.backward[squashes(trace, name) ? 'a' : 'aPlain'](gateOf(name, words))
  if (Object.hasOwn(words.gates, name) && !trace.net.states.includes(name))
    return names.backward.gate(words.gates[name as keyof Words['gates']])
  return names.backward[name as 'y' | 'h' | 'C' | 'x'] ?? `[[${name}]]`
}

/** What a step does, of which some assignments are shown in full and `many` are listed. */
export function stepTitle(trace: Trace, { frames, many }: InFull, words: Words): string {
  const [first, last] = [frames[0]!, frames.at(-1)!]
  const whole = frames.length > 1
  if (first.phase === 'update' && whole) {
    const all = many.length > 0 ? many : frames
    return words.names.update(words.list(all.map(({ equation }) => `[[${equation.symbol.slice(0, -1)}]]`)))
  }
  if (first.equation.overTime && whole) return words.names.backward.weights
  return titleOf(trace, first.phase === 'backward' ? first : last, words)
}

/** A title as plain text, in the notation chosen. */
export const plain = (trace: Trace, reading: Reading, t: number | null, title: string): string =>
  title.replace(/\[\[([^\]]+)\]\]/g, (_, name) =>
    readOut(trace, reading, name, trace.net.info(name).timed ? t : null, true),
  )

/** The title of a frame as plain text. */
export const plainTitle = (trace: Trace, reading: Reading, frame: Frame, words: Words): string =>
  plain(trace, reading, frame.t, titleOf(trace, frame, words))

/** Where a frame stands and what it does; symbols in [[ ]]. */
export const placeTitle = (trace: Trace, frame: Frame, words: Words): string =>
  words.labelled(words.moment(words.phases[frame.phase], frame.t), titleOf(trace, frame, words))

/** The same as plain text. */
export const placeText = (trace: Trace, reading: Reading, frame: Frame, words: Words): string =>
  plain(trace, reading, frame.t, placeTitle(trace, frame, words))

/** Why, in one or two sentences; symbols in [[ ]]. */
export function reasonOf(trace: Trace, frame: Frame, words: Words): string {
  const { phase, t, equation } = frame
  const { reasons } = words
  if (phase === 'loss') return reasons.loss
  if (phase === 'update') return reasons.update
  const name = ofGradient(equation.symbol) ?? equation.symbol
  if (phase === 'forward') {
    if (isWritten(trace, name)) return writtenForward(trace, frame, words)
    if (isPre(trace, name)) return reasons.forward[sumKind(trace, frame)]
    if (name === 'h') return hidden(trace, words)
    if (name === 'C') return reasons.forward.C(reads(trace, 'C', 'f'), reads(trace, 'C', 'i'))
    if (name === 'g') return reasons.forward.g(squashes(trace, 'a_g'), reads(trace, 'C', 'i'))
    if (name === 'f' && reads(trace, 'f', 'i')) return reasons.forward.fTied
    if (name === 'L' && trace.problem.loss.kind === 'cross-entropy') return reasons.forward.LCrossEntropy
    return reasons.forward[name as 'f' | 'i' | 'o' | 'r' | 'z' | 'n' | 'y' | 'p' | 'L'] ?? ''
  }
  const { backward } = reasons
  if (isWritten(trace, name)) return writtenReason(frame, words)
  if (equation.overTime) {
    if (isApply(equation.expr, 'outer')) return backward.outer
    if (isOwn(trace)) return backward.summed
    return isApply(equation.expr, 'mul') && name.startsWith('peephole') ? backward.peephole : backward.bias
  }
  if (t === 0) return backward.initial
  if (isPre(trace, name)) return slope(trace, name, words)
  const fork = equation.terms.length > 1
  if (name === 'C' && fork && trace.problem.model.peephole)
    return t === trace.T ? backward.CPeepLast : backward.CPeep(trace.net.cell.some((eq) => eq.symbol === 'o'))
  if (name === 'C')
    return fork ? backward.CFork(squashed(trace), reads(trace, 'h', 'o'), reads(trace, 'C', 'f')) : backward.C
  if (name === 'h') return fork ? backward[trace.hasLoss(t!) ? 'hFork' : 'hOnward'] : backward.h
  if (name === 'y') return words.sentences([backward.y, start(trace, words), share(trace, words)])
  if (name === 'x') return fork ? backward.x : backward.xOnce
  if (name === 'z') return backward.z
  return fork ? backward.gateFork : backward.gate
}

/** Does the equation of a symbol read another symbol? Variants leave gates out, or tie one to another. */
const reads = (trace: Trace, of: string, name: string): boolean =>
  trace.net.cell.some((eq) => eq.symbol === of && symbolsIn(eq.expr).some((each) => each.name === name))

/** Is the cell state of an LSTM squashed before it is said? */
const squashed = (trace: Trace): boolean =>
  trace.net.cell.some((eq) => eq.symbol === 'h' && text(eq.expr).includes('tanh'))

/** Is a pre-activation squashed next? */
const squashes = (trace: Trace, pre: string): boolean => slopeName(trace, pre) !== 'pass'

function hidden(trace: Trace, words: Words): string {
  const { forward } = words.reasons
  const { model } = trace.problem
  if (model.cell === 'gru') return forward.hGru(model.update)
  if (model.cell === 'rnn') return squashes(trace, 'a') ? forward.hRnn : forward.hLinear
  return forward.h(squashed(trace), reads(trace, 'h', 'o'))
}

/** Whether a pre-activation is squashed next, and whether a peephole or the reset gate is in it. */
function sumKind(trace: Trace, { equation }: Frame): 'a' | 'aPlain' | 'aPeep' | 'aReset' {
  if (equation.symbol === 'a_n') return 'aReset'
  const peephole = symbolsIn(equation.expr).some(({ name }) => name.startsWith('peephole'))
  if (peephole) return 'aPeep'
  return squashes(trace, equation.symbol) ? 'a' : 'aPlain'
}

/** What the slope of the loss is, by the loss. */
function start({ problem: { loss, model } }: Trace, words: Words): string {
  const { backward } = words.reasons
  if (loss.kind === 'linear') return backward.chosen
  if (loss.kind === 'cross-entropy' || loss.reduction === 'half') return backward.difference
  return loss.reduction === 'mean' ? backward.twice(model.outputSize) : backward.twiceEach
}

/** How much the loss of one timestep counts in their mean. */
function share(trace: Trace, words: Words): string {
  if (trace.problem.loss.reduction !== 'mean') return ''
  const steps = Array.from({ length: trace.T }, (_, i) => i + 1).filter(trace.hasLoss).length
  return steps > 1 ? words.reasons.backward.share(steps) : ''
}

/** By the function that squashed the pre-activation. */
const slope = (trace: Trace, name: string, words: Words): string =>
  words.reasons.backward[slopeName(trace, name)]

/** The function that a pre-activation goes through; pass: none. */
function slopeName(trace: Trace, name: string): 'sigmoid' | 'tanh' | 'relu' | 'pass' {
  for (const { expr } of trace.net.cell) {
    const argument = expr.kind === 'apply' ? expr.args[0] : expr
    if (argument?.kind !== 'symbol' || argument.name !== name) continue
    if (expr.kind === 'apply' && expr.args.length === 1) return expr.op as 'sigmoid' | 'tanh' | 'relu'
  }
  return 'pass'
}

/** A text for people in the language chosen, or in the other one. */
export function textOf(
  text: string | { readonly en?: string; readonly zh?: string } | undefined,
  language: 'en' | 'zh',
): string {
  if (text === undefined || typeof text === 'string') return text ?? ''
  return text[language] ?? text.en ?? text.zh ?? ''
}
