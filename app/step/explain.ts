import { type Frame, isApply, ofGradient, type Trace } from '../../src/index.ts'
import type { Words } from '../language/words.ts'

const subscripts = '₀₁₂₃₄₅₆₇₈₉'

/** A symbol as it reads in a heading: C₂. */
export function heading(name: string, t: number | null): string {
  const index = t === null ? '' : [...String(t)].map((d) => subscripts[Number(d)]).join('')
  return `${name.replace(/^head\./, 'head ').replace("'", '′')}${index}`
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
  if (phase === 'forward') {
    if (isPre(trace, name)) return names.forward.a(gateOf(name, words))
    return names.forward[name as Exclude<keyof Words['names']['forward'], 'a'>] ?? heading(name, t)
  }
  if (equation.overTime) return names.backward.weight(`[[${name}]]`)
  if (t === 0) return `${names.backward.initial}: [[${name}]]`
  if (trace.net.states.includes(name) && equation.terms.length > 1)
    return names.backward.fork(`[[${name}]]`, equation.terms.length)
  if (isPre(trace, name)) return names.backward.a(gateOf(name, words))
  if (Object.hasOwn(words.gates, name) && !trace.net.states.includes(name))
    return names.backward.gate(words.gates[name as keyof Words['gates']])
  return names.backward[name as 'y' | 'h' | 'C' | 'x'] ?? heading(name, t)
}

/** The same as plain text. */
export function plainTitle(trace: Trace, frame: Frame, words: Words): string {
  return titleOf(trace, frame, words).replace(/\[\[([^\]]+)\]\]/g, (_, name) =>
    heading(name, trace.net.info(name).timed ? frame.t : null),
  )
}

/** Why, in one or two sentences; symbols in [[ ]]. */
export function reasonOf(trace: Trace, frame: Frame, words: Words): string {
  const { phase, t, equation } = frame
  const { reasons } = words
  if (phase === 'loss') return reasons.loss
  if (phase === 'update') return reasons.update
  const name = ofGradient(equation.symbol) ?? equation.symbol
  if (phase === 'forward') {
    if (isPre(trace, name)) return reasons.forward.a
    if (name === 'h' && trace.problem.model.cell !== 'lstm')
      return trace.problem.model.cell === 'rnn' ? reasons.forward.hRnn : reasons.forward.hGru
    return reasons.forward[name as keyof typeof reasons.forward] ?? ''
  }
  const { backward } = reasons
  if (equation.overTime) {
    if (isApply(equation.expr, 'outer')) return backward.outer
    return isApply(equation.expr, 'mul') && name.startsWith('peephole') ? backward.peephole : backward.bias
  }
  if (t === 0) return backward.initial
  if (isPre(trace, name)) return slope(trace, name, words)
  const fork = equation.terms.length > 1
  if (name === 'C')
    return fork ? (trace.problem.model.peephole ? backward.CPeep : backward.CFork) : backward.C
  if (name === 'h') return fork ? backward.hFork : backward.h
  if (name === 'y') return `${backward.y}${share(trace, words)}`
  if (name === 'x') return backward.x
  return fork ? backward.gateFork : backward.gate
}

/** How much the loss of one timestep counts in their mean. */
function share(trace: Trace, words: Words): string {
  if (trace.problem.loss.reduction !== 'mean') return ''
  const steps = Array.from({ length: trace.T }, (_, i) => i + 1).filter(trace.hasLoss).length
  return steps > 1 ? words.reasons.backward.share(steps) : ''
}

/** By the function that squashed the pre-activation. */
function slope(trace: Trace, name: string, words: Words): string {
  const { backward } = words.reasons
  for (const { expr } of trace.net.cell) {
    const argument = expr.kind === 'apply' ? expr.args[0] : expr
    if (argument?.kind !== 'symbol' || argument.name !== name) continue
    if (expr.kind !== 'apply') return backward.pass
    if (expr.args.length === 1) return backward[expr.op as 'sigmoid' | 'tanh' | 'relu'] ?? backward.pass
  }
  return backward.pass
}

/** A text for people in the language chosen, or in the other one. */
export function textOf(
  text: string | { readonly en?: string; readonly zh?: string } | undefined,
  language: 'en' | 'zh',
): string {
  if (text === undefined || typeof text === 'string') return text ?? ''
  return text[language] ?? text.en ?? text.zh ?? ''
}
