/** Coarser steps: filters over the one list of frames. A step of a grain ends at its last frame. */
import { symbolsIn } from '../algebra/expression.ts'
import { ofGradient, ofUpdate, ofWeightPart, symbolOf } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import { updatePartOf } from '../cell/updates.ts'
import type { Reading } from './formula.ts'
import type { Frame, Trace } from './frame.ts'
import { goesOn } from './joint.ts'
import { sectionOf } from './sections.ts'

/** The sizes of a step, from one assignment to a whole phase. */
export const grains = ['assignment', 'idea', 'layer', 'timestep', 'phase'] as const

/** How large a step is. */
export type Grain = (typeof grains)[number]

/** The grains that tell steps of this net apart: those of a layer where there are several. */
export const grainsOf = ({ tracks }: Network): Grain[] =>
  grains.filter((grain) => grain !== 'layer' || tracks.length > 1)

/**
 * The idea that a frame belongs to, named by a symbol: a gate with its pre-activation is one idea, so is the output with its
 * probabilities and loss. Backward: each gradient that forks (h, C), each gate with its pre-activation, all weights together ("weights").
 */
export function ideaOf(frame: Frame, net: Network): string {
  const { symbol, overTime } = frame.equation
  if (frame.phase === 'loss') return 'L'
  if (frame.phase === 'backward' && overTime) return 'weights'
  if (frame.phase === 'update') return ideaOfUpdate(frame, net)
  const name = ofGradient(symbol) ?? symbol
  if (net.head.some((eq) => eq.symbol === name)) return 'y'
  const gate = squashing(name, net)
  if (gate === undefined) return name
  const forks = frame.phase === 'backward' && net.states.includes(gate)
  return forks ? name : gate
}

/**
 * The parts of an update: the mean of a batch, for the weights of each idea; the norm and clipping; the powers that correct means; then each
 * weight with what the optimiser computes for it, or, where that is nothing, the weights of each idea.
 */
function ideaOfUpdate({ equation: { symbol, expr } }: Frame, net: Network): string {
  const part = updatePartOf(symbol)
  const { idea } = net.info(symbolOf(symbol))
  if (part === 'mean') return `${part} ${idea}`
  if (part) return part
  const own = ofUpdate(symbol) ?? symbol
  const uses = [own, ...symbolsIn(expr).map(({ name }) => name)].some((name) => isOfOptimizer(name))
  return uses ? (ofWeightPart(own)?.of ?? own) : idea
}

/** Is it what an optimiser computes for a weight, beyond its gradient? */
const isOfOptimizer = (name: string): boolean => {
  const plain = ofUpdate(name) ?? name
  return (
    ofWeightPart(plain) !== undefined && updatePartOf(plain) === undefined && ofGradient(plain) === undefined
  )
}

/** The symbol that is a function of this pre-activation alone: f for a_f. */
function squashing(name: string, net: Network): string | undefined {
  if (net.info(name).kind !== 'preactivation') return undefined
  const direct = net.cell.find(({ expr }) => {
    const argument = expr.kind === 'apply' && expr.args.length === 1 ? expr.args[0]! : expr
    return argument.kind === 'symbol' && argument.name === name
  })
  return direct?.symbol
}

/** The group of each frame at a grain: frames of one group are one step. */
export function groupOf(frame: Frame, net: Network, grain: Grain): string {
  if (grain === 'assignment') return String(frame.index)
  if (grain === 'phase') return frame.phase
  // Where one section ends and the next begins at the same timestep, they are two steps.
  const step = `${frame.phase} ${frame.t} ${sectionOf(net, frame)?.index ?? ''}`
  if (grain === 'timestep') return step
  const layer = `${step} ${partOf(frame, net)}`
  return grain === 'layer' ? layer : `${layer} ${ideaOf(frame, net)}`
}

/** The part of the net that a frame belongs to: a layer in one direction, or the rest. Of a net with one layer all is one part. */
function partOf({ equation }: Frame, net: Network): string {
  if (net.tracks.length === 1) return ''
  const { layer, reverse } = net.info(symbolOf(equation.symbol))
  return layer === undefined ? '' : `${layer}${reverse ? ' reverse' : ''}`
}

/**
 * The frames at which a step of this grain ends, in order. Those of a coarse grain are among those of every finer one. What `reading`
 * writes in one piece is one step.
 */
export function stops(trace: Trace, grain: Grain, reading?: Pick<Reading, 'notation' | 'weights'>): number[] {
  const groups = trace.frames.map((frame) => groupOf(frame, trace.net, grain))
  const ends = groups.flatMap((group, i) => (group === groups[i + 1] ? [] : [i]))
  return reading ? ends.filter((i) => !goesOn(trace, trace.frames[i]!, reading)) : ends
}
