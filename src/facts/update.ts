/** What there is to say of a step of an update: the mean of a batch, the norm, clipping, what an optimiser carries, the new weight. */
import { ofUpdate } from '../algebra/names.ts'
import { ruleOf, settingOf } from '../cell/optimizers.ts'
import { placesOf } from '../cell/parameters.ts'
import { updateStepOf } from '../cell/updates.ts'
import type { Assigned, Trace } from '../trace/frame.ts'
import type { Fact } from './fact.ts'

export function factsOfUpdate(trace: Trace, { symbol }: Assigned): readonly Fact[] {
  const { update } = trace.problem
  const twice = movesTwice(trace, symbol) ? [{ fact: 'movesTwice' } as const] : []
  if (!update) return [{ fact: 'update' }, ...twice]
  const { optimizer, batch, done } = update
  const first = done === 0
  const move = ruleOf(optimizer).step
  const step = updateStepOf(symbol, trace.updates)
  switch (step) {
    case 'mean':
      return [{ fact: 'batchMean', sequences: batch?.sequences ?? 1 }]
    case 'square':
      return [{ fact: 'squaredNorm' }]
    case 'norm':
      return [{ fact: 'wholeNorm' }]
    case 'clip':
      return [{ fact: 'clipping', bites: trace.memory(symbol).data[0]! < 1 }]
    case 'used':
      return [{ fact: 'usedGradient', clipped: update.clipNorm !== undefined, decays: decays(trace) }]
    case 'both':
      return [{ fact: 'bothBiases' }]
    case 'weight':
      return [move === 'gradient' ? { fact: 'update' } : { fact: 'stepBy', by: move, first }, ...twice]
    default:
      return [{ fact: 'optimizer', role: step, first }]
  }
}

/** Is a weight the sum of two tensors that move alike? */
const movesTwice = ({ problem, updates }: Trace, symbol: string): boolean => {
  const weight = ofUpdate(symbol)
  const places = placesOf(problem.model).get(weight ?? '')
  const isWhole = updates.pieces.some(({ name }) => name === weight)
  return isWhole && places !== undefined && places.tensors.length > 1
}

const decays = ({ problem }: Trace): boolean =>
  problem.update !== undefined && settingOf(problem.update.optimizer, 'weight_decay') !== 0
