/** The forward pass of a net as lines of Python: what each timestep computes stands in `values`, by timestep and name. */
import type { Equation, When } from '../algebra/equation.ts'
import { type Sym, symbolsIn } from '../algebra/expression.ts'
import { givenAt } from '../algebra/names.ts'
import { lossGiven } from '../cell/losses.ts'
import type { Pass } from '../cell/passes.ts'
import { toLists, valueAt } from '../tensor/tensor.ts'
import { codeOf } from '../trace/code.ts'
import type { Trace } from '../trace/frame.ts'
import { startOf } from '../trace/schedule.ts'
import { literal } from './literals.ts'

/** The name in Python of a symbol at t (0), at t − 1 (−1), without a time (null). */
export type Names = (name: string, dt: number | null) => string

/** What a state starts with: a name that no author of a cell can give to a symbol of his, `C_0` where that is free. */
export const startName = (state: string): string => `${state} 0`

/** The lines that compute every value, and add up the loss. They read T, the number of timesteps. */
export function passesOf(trace: Trace, name: Names): string[] {
  return [
    'values = {t: {"x": x} for t, x in enumerate(inputs, start=1)}',
    ...startsOf(trace, name),
    ...trace.net.passes.flatMap((pass) =>
      pass.order === 'once' ? onceOf(trace, pass, name) : loopOf(trace, pass, name),
    ),
  ]
}

/** What stands before the first timestep and behind the last: the states that a run starts with, and zeros where a cell reads an input there. */
function startsOf(trace: Trace, name: Names): string[] {
  const { net, T, memory } = trace
  const starts = net.states.map((state) => ({
    symbol: state,
    before: startOf(net, state, T) === 0,
    value: name(startName(state), null),
  }))
  // The input of a layer may be a state of the layer below, which starts as that state does.
  const inputs = new Set(['x', ...net.tracks.map(({ x }) => x)].filter((x) => !net.states.includes(x)))
  const zeros = net.cell
    .flatMap(({ expr }) => symbolsIn(expr))
    .filter((s) => inputs.has(s.name) && (s.dt === 1 || s.dt === -1))
    .map((s) => ({
      symbol: s.name,
      before: s.dt === -1,
      value: `torch.zeros(${memory(s.name).shape.join()}, dtype=torch.float64)`,
    }))
  const at = (before: boolean) => {
    const all = [...starts, ...zeros].filter((each) => each.before === before)
    return [...new Set(all.map(({ symbol, value }) => `"${symbol}": ${value}`))].join(', ')
  }
  const [before, behind] = [at(true), at(false)]
  return [...(before ? [`values[0] = {${before}}`] : []), ...(behind ? [`values[T + 1] = {${behind}}`] : [])]
}

/** A pass along time or against it. */
function loopOf(trace: Trace, { order, equations }: Pass, name: Names): string[] {
  const shown = equations.filter((eq) => !eq.silent || eq.once)
  const at = (when: When | undefined) => shown.filter((eq) => eq.when === when)
  const always = at(undefined)
  const head = at('loss')
  const given = equations.filter(({ symbol }) => symbol === lossGiven)
  if (always.length + head.length === 0) return []
  const block = (list: readonly Equation[]) =>
    list.length === 0
      ? []
      : [
          ...list.map((eq) => `${name(eq.symbol, 0)} = ${rightOf(trace, eq, name)}`),
          `values[t].update({${list.map(({ symbol }) => `"${symbol}": ${name(symbol, 0)}`).join(', ')}})`,
        ]
  const withLoss = [
    'target = targets[t]',
    ...givenLines(trace, name),
    ...readsOf(trace, [...head, ...given], name, always),
    ...block(head),
    `loss = loss + ${shareCode(trace, name)}`,
  ]
  return [
    order === 'along' ? 'for t in range(1, T + 1):' : 'for t in range(T, 0, -1):',
    ...indented([...readsOf(trace, always, name), ...block(always)]),
    ...(head.length > 0 ? indented(['if t in targets:', ...indented(withLoss)]) : []),
  ]
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`)

/** A value of its own, also where it is another one or a number. */
function rightOf(trace: Trace, { expr }: Equation, name: Names): string {
  const code = codeOf(trace, expr, 'torch', name)
  if (symbolsIn(expr).length === 0) return `leaf(${code})`
  return expr.kind === 'symbol' ? `${code}.clone()` : code
}

/** What equations read that others have written, or that is of another timestep, from `values`. */
function readsOf(
  trace: Trace,
  equations: readonly Equation[],
  name: Names,
  before: readonly Equation[] = [],
): string[] {
  const own = new Set([...before, ...equations].map((eq) => eq.symbol))
  const lines = equations
    .flatMap((eq) => openSymbols(trace, eq))
    .filter(
      ({ name: s, dt }) =>
        s !== 'target' &&
        trace.net.info(s).base !== 'given' &&
        isTimed(trace, s) &&
        (dt !== 0 || !own.has(s)),
    )
    .map(({ name: s, dt }) => {
      const t = dt === 0 ? 't' : dt! < 0 ? 't - 1' : 't + 1'
      return `${name(s, dt)} = values[${t}]["${s}"]`
    })
  return [...new Set(lines)]
}

const isTimed = ({ net }: Trace, name: string): boolean =>
  net.info(name).timed && !Object.values(net.constants).includes(name)

/** The symbols that an equation reads, silent parts opened. */
function openSymbols({ net }: Trace, eq: Equation): Sym[] {
  const open = (s: Sym): Sym[] => {
    const part = net.equation(s.name)
    return part?.silent && !part.once
      ? symbolsIn(part.expr).flatMap((inner) =>
          open({ ...inner, dt: inner.dt === null ? null : inner.dt + (s.dt ?? 0) }),
        )
      : [s]
  }
  return symbolsIn(eq.expr).flatMap(open)
}

/** What is computed once: at one timestep, or as a sum over all. */
function onceOf(trace: Trace, { equations }: Pass, name: Names): string[] {
  return equations.flatMap((eq) => {
    const result = name(eq.symbol, null)
    const reads = readsOf(trace, [eq], name)
    const code = rightOf(trace, eq, name)
    if (eq.once === 'here') return [`t = ${eq.when === 'first' ? 1 : 'T'}`, ...reads, `${result} = ${code}`]
    if (eq.once === 'sum')
      return [
        `${result} = 0`,
        'for t in range(1, T + 1):',
        ...indented([...reads, `${result} = ${result} + ${code}`]),
      ]
    return [
      `${result} = []`,
      'for t in range(1, T + 1):',
      ...indented([...reads, `${result}.append(${code})`]),
      `${result} = torch.logsumexp(torch.stack(${result}), 0)`,
    ]
  })
}

/** What a timestep adds to the loss; where each has a weight of its own, that is looked up by t. */
function shareCode(trace: Trace, name: Names): string {
  const { w } = trace.net.constants
  const { weights } = trace.problem.loss
  return codeOf(trace, trace.net.share, 'torch', (each, dt) =>
    each === w && weights ? `${name(w, null)}[t]` : name(each, dt),
  )
}

/** The gradients that are given at the last timestep; none at the others. */
function givenLines({ problem, memory, T }: Trace, name: Names): string[] {
  return Object.keys(problem.loss.given ?? {}).map((each) => {
    const numbers = literal(toLists(valueAt(memory(givenAt(each)), T)))
    return `${name(givenAt(each), 0)} = torch.tensor(${numbers}, dtype=torch.float64) * (t == T)`
  })
}
