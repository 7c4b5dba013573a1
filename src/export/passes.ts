/** The forward pass of a net with several passes as lines of Python: what each reads stands in `values`, by timestep and name. */
import type { Equation, When } from '../algebra/equation.ts'
import { type Sym, symbolsIn } from '../algebra/expression.ts'
import { lossGiven } from '../cell/losses.ts'
import type { Pass } from '../cell/passes.ts'
import { codeOf } from '../trace/code.ts'
import type { Trace } from '../trace/frame.ts'
import { startOf } from '../trace/schedule.ts'
import { givenLines } from './python.ts'

/** The name in Python of a symbol at t (0), at t − 1 (−1), without a time (null). */
export type Names = (name: string, dt: number | null) => string

/** What a state starts with: a name that no author of a cell can give to a symbol of his, `C_0` where that is free. */
export const startName = (state: string): string => `${state} 0`

/** The lines that compute every value, and add up the loss. */
export function passesOf(trace: Trace, name: Names): string {
  const { net, T } = trace
  const starts = net.states.map((state) => {
    const start = name(startName(state), null)
    return `values[${startOf(net, state, T) === 0 ? 0 : 'T + 1'}]["${state}"] = ${start}`
  })
  return [
    `T = ${T}`,
    'values = {t: {} for t in range(T + 2)}',
    ...zerosBefore(trace),
    'for t, x in enumerate(inputs, start=1):',
    '    values[t]["x"] = x',
    ...starts,
    ...net.passes.flatMap((pass) =>
      pass.order === 'once' ? onceOf(trace, pass, name) : loopOf(trace, pass, name),
    ),
  ].join('\n')
}

/** Where a cell reads the input before the first timestep that it visits, it is zero. */
function zerosBefore({ net, memory }: Trace): string[] {
  const inputs = new Set(['x', ...net.tracks.map(({ x }) => x)])
  const read = net.cell.flatMap(({ expr }) => symbolsIn(expr))
  const before = read.filter(({ name, dt }) => inputs.has(name) && (dt === 1 || dt === -1))
  const lines = before.map(
    ({ name, dt }) =>
      `values[${dt === -1 ? 0 : 'T + 1'}]["${name}"] = torch.zeros(${memory(name).shape.join()}, dtype=torch.float64)`,
  )
  return [...new Set(lines)]
}

/** A pass along time or against it. */
function loopOf(trace: Trace, { order, equations }: Pass, name: Names): string[] {
  const shown = equations.filter((eq) => !eq.silent || eq.once)
  const at = (when: When | undefined) => shown.filter((eq) => eq.when === when)
  const always = at(undefined)
  const head = at('loss')
  const given = equations.filter(({ symbol }) => symbol === lossGiven)
  if (always.length + head.length === 0) return []
  const block = (list: readonly Equation[], indent: string) =>
    list.flatMap((eq) => [
      `${indent}${name(eq.symbol, 0)} = ${rightOf(trace, eq, name)}`,
      `${indent}values[t]["${eq.symbol}"] = ${name(eq.symbol, 0)}`,
      `${indent}values[t]["${eq.symbol}"].retain_grad()`,
    ])
  return [
    order === 'along' ? 'for t in range(1, T + 1):' : 'for t in range(T, 0, -1):',
    ...readsOf(trace, always, name).map((line) => `    ${line}`),
    ...block(always, '    '),
    ...(head.length > 0
      ? [
          '    if t in targets:',
          '        target = targets[t]',
          ...givenLines(trace, name).map((line) => `        ${line}`),
          ...readsOf(trace, [...head, ...given], name, always).map((line) => `        ${line}`),
          ...block(head, '        '),
          `        loss = loss + ${shareCode(trace, name)}`,
        ]
      : []),
  ]
}

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
    if (eq.once === 'here')
      return [
        `t = ${eq.when === 'first' ? 1 : 'T'}`,
        ...reads,
        `${result} = ${code}`,
        `${result}.retain_grad()`,
      ]
    const loop = ['for t in range(1, T + 1):', ...reads.map((line) => `    ${line}`)]
    const [start, each, end] =
      eq.once === 'sum'
        ? [`${result} = 0`, `    ${result} = ${result} + ${code}`, '']
        : [
            `${result} = []`,
            `    ${result}.append(${code})`,
            `${result} = torch.logsumexp(torch.stack(${result}), 0)`,
          ]
    return [start!, ...loop, each!, ...(end ? [end] : []), `${result}.retain_grad()`]
  })
}

/** What a timestep adds to the loss; where each has a weight of its own, that is looked up by t. */
export function shareCode(trace: Trace, name: Names): string {
  const { w } = trace.net.constants
  const { weights } = trace.problem.loss
  return codeOf(trace, trace.net.share, 'torch', (each, dt) =>
    each === w && weights ? `${name(w, null)}[t]` : name(each, dt),
  )
}
