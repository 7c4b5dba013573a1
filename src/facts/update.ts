/** What there is to say of a step of an update: the mean of a batch, the norm, clipping, what an optimiser carries, the new weight. */
import { updateStepOf } from '../cell/updates.ts'
import type { Assigned, Trace } from '../trace/frame.ts'
import type { Fact } from './fact.ts'

export function factsOfUpdate(trace: Trace, { symbol }: Assigned): readonly Fact[] {
  const { update } = trace.problem
  if (!update) return [{ fact: 'update' }]
  const { optimizer, batch, done } = update
  const first = done === 0
  switch (updateStepOf(symbol, trace.updates)) {
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
    case 'power':
      return [{ fact: 'power', first }]
    case 'momentum':
      return [{ fact: 'momentum', mean: optimizer.kind === 'adam', first }]
    case 'second':
      return [{ fact: 'secondMoment', first }]
    case 'corrected':
      return [{ fact: 'corrected', first }]
    case 'both':
      return [{ fact: 'bothBiases' }]
    case 'weight':
      return optimizer.kind === 'sgd' && !optimizer.momentum
        ? [{ fact: 'update' }]
        : [{ fact: 'stepBy', optimizer: optimizer.kind, first: first && optimizer.kind === 'adam' }]
  }
}

const decays = ({ problem }: Trace): boolean => (problem.update?.optimizer.weight_decay ?? 0) !== 0
