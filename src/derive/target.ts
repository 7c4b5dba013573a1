/** What a derivation is asked for: one element of a gradient, by its name. */
import { gradientOf, ofUpdate } from '../algebra/names.ts'
import { placesOf, tensorShapes } from '../cell/parameters.ts'
import type { Result } from '../experiment/document.ts'
import { seen } from '../experiment/expect.ts'
import { type Failure, failure } from '../mistake/english.ts'
import type { Expected, Got, With } from '../mistake/mistake.ts'
import type { Trace } from '../trace/frame.ts'
import { parseRef, type Ref } from '../trace/name.ts'
import { startOf } from '../trace/schedule.ts'
import { adjointLines, spansOf, termsAt } from './net.ts'

export interface Target {
  /** the full name: d:C@3[1] */
  readonly ref: string
  /** the symbol whose gradient it is, without "d:" */
  readonly name: string
  /** null for a weight: its gradient is summed over timesteps */
  readonly t: number | null
  /** the timesteps that are summed: those of the target alone, or all that the weight is used at */
  readonly from: number
  readonly to: number
  /** a part of the sum over timesteps, written as such: what one adds, or a running sum */
  readonly partial: boolean
  /** the element; [] for all of them */
  readonly index: readonly number[]
  readonly shape: readonly number[]
}

/** The symbols whose gradient can be derived: those that some timestep has a gradient of; weights first. */
export function targetNames(trace: Trace): readonly string[] {
  const names = adjointLines(trace.net)
    .adjoints.map(({ of }) => of)
    .filter((name) => isGathered(trace, name) || timesOf(trace, name).length > 0)
  const isWeight = (name: string) => trace.net.weights.includes(name)
  return [...names.filter(isWeight), ...names.filter((name) => !isWeight(name))]
}

/** Is it a value without a time that has a name, such as the context of an attention? Its gradient is the sum over all timesteps, never a part of it. */
function isGathered({ net }: Trace, name: string): boolean {
  const { once, silent } = net.equation(name) ?? {}
  return once !== undefined && !silent && adjointLines(net).adjoint(name) !== undefined
}

/**
 * The timesteps at which a symbol has a gradient; of a weight those that add to it. A symbol of the cell has one at every timestep, if it is
 * zero; one of the head where there is a loss; what has no time has none.
 */
export function timesOf(trace: Trace, name: string): readonly number[] {
  const { net, T } = trace
  const adjoint = adjointLines(net).adjoint(name)
  if (!adjoint || net.equation(name)?.once) return []
  const all = Array.from({ length: T }, (_, s) => s + 1)
  const when = net.equation(name)?.when
  const always = !adjoint.overTime && when === undefined
  const times = always ? all : all.filter((t) => termsAt(trace, adjoint, t).length > 0)
  if (!net.states.includes(name)) return times
  const start = startOf(net, name, T)
  return start === 0 ? [0, ...times] : [...times, start]
}

/**
 * Reads the name of a gradient: d:C@3[1], d:U_f[0,1], d:U_f@3[0,1] (what timestep 3 adds), d:U_f@3+[0,1] (the running sum T … 3),
 * or d: with one of PyTorch's tensors, d:weight_hh_l0[4,1]. Without `whole` one element must be named. An error is one line, "target: expected …".
 */
export function targetOf(trace: Trace, text: string, whole = false): Result<Target> {
  const parsed = parseRef(text.trim())
  if (!parsed || parsed.from || ofUpdate(parsed.name) !== undefined)
    return wrong({ id: 'gradientName', example: example(trace) }, seen(text))
  if (!parsed.gradient) return wrong({ id: 'gradient', example: gradientOf(text.trim()) }, seen(text))
  const tensor = asTensor(trace, parsed)
  if (tensor && !tensor.ok) return tensor
  const ref = tensor ? tensor.value : parsed
  const { net, memory } = trace
  const lines = adjointLines(net)
  const adjoint = lines.adjoint(ref.name)
  const isOfNet = net.weights.includes(ref.name) || net.cell.some(({ symbol }) => symbol === ref.name)
  if (!adjoint && isOfNet) return wrong({ id: 'wayToLoss', name: ref.name })
  const gathered = isGathered(trace, ref.name)
  const spans = gathered ? spansOf(trace, adjoint!) : []
  const times = gathered ? spans.flatMap(({ from, to }) => [from, to]) : timesOf(trace, ref.name)
  if (!adjoint || times.length === 0)
    return wrong({ id: 'gradientOf', names: targetNames(trace) }, seen(text))
  const { shape } = memory(ref.name)
  const index = indexOf(ref, shape, whole)
  if (!index.ok) return index
  const [first, last] = [times[0]!, times.at(-1)!]
  const range = { from: first, to: last }
  if (ref.t === null) {
    if (!adjoint.overTime)
      return wrong({ id: 'timestep', ...range, example: gradientOf(`${ref.name}@${last}`) }, seen(text))
    return target(null, first, last, false)
  }
  if (gathered) {
    const example = gradientOf(`${ref.name}${element(shape.map(() => 0))}`)
    return wrong({ id: 'gradientName', example }, seen(text))
  }
  if (!times.includes(ref.t))
    return wrong({ id: 'timestepOf', ...range, name: gradientOf(ref.name) }, seen(ref.t))
  if (!adjoint.overTime) {
    if (ref.running) return wrong({ id: 'weightSum' }, seen(text))
    return target(ref.t, ref.t, ref.t, false)
  }
  return target(null, ref.t, ref.running ? last : ref.t, true)

  function target(t: number | null, from: number, to: number, partial: boolean): Result<Target> {
    const time = t !== null ? `@${t}` : partial ? `@${from}${ref.running ? '+' : ''}` : ''
    const name = gradientOf(`${ref.name}${time}${element(index.ok ? index.value : [])}`)
    const value = {
      ref: name,
      name: ref.name,
      t,
      from,
      to,
      partial,
      index: index.ok ? index.value : [],
      shape,
    }
    return { ok: true, value }
  }
}

const wrong = (expected: With<Expected>, got?: With<Got>): Failure =>
  failure({ where: { id: 'target' }, expected, ...(got ? { got } : {}) })

function example({ net, memory, T }: Trace): string {
  const [state] = net.states
  const name = state ?? net.weights[0]!
  const first = memory(name).shape.map(() => 0)
  return gradientOf(`${name}${state ? `@${T}` : ''}${first.length > 0 ? `[${first}]` : ''}`)
}

const element = (indices: readonly number[]): string => (indices.length === 0 ? '' : `[${indices.join(',')}]`)

function indexOf({ index }: Ref, shape: readonly number[], whole: boolean): Result<readonly number[]> {
  if (index.length === 0)
    return whole || shape.length === 0 ? { ok: true, value: [] } : wrong({ id: 'element' })
  const [from, to] = [element(shape.map(() => 0)), element(shape.map((n) => n - 1))]
  const inside = index.length === shape.length && index.every((i, axis) => i < shape[axis]!)
  return inside
    ? { ok: true, value: index }
    : wrong({ id: 'elementIn', from, to }, { id: 'value', text: element(index) })
}

/** A name of one of PyTorch's tensors as the weight that has these rows; undefined for another name. */
function asTensor({ problem, net }: Trace, ref: Ref): Result<Ref> | undefined {
  const shapes = tensorShapes(problem.model)
  if (!Object.hasOwn(shapes, ref.name) || net.weights.includes(ref.name)) return undefined
  const row = ref.index[0]
  if (row === undefined || ref.index.length !== shapes[ref.name]!.length) return wrong({ id: 'element' })
  if (row >= shapes[ref.name]![0]!)
    return wrong({ id: 'row', to: shapes[ref.name]![0]! - 1, name: ref.name }, seen(row))
  for (const [name, place] of placesOf(problem.model)) {
    const inside =
      place.tensors.includes(ref.name) && row >= place.from && row < (place.to ?? Number.POSITIVE_INFINITY)
    if (inside && net.weights.includes(name))
      return { ok: true, value: { ...ref, name, index: [row - place.from, ...ref.index.slice(1)] } }
  }
  return wrong({ id: 'usedRow', name: ref.name, row })
}
