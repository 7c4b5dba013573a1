/** Numbers of scaled columns in the units of the file that they come from. */
import type { Experiment, Scaling } from './document.ts'

/** A number in the units of the file: value · divide + subtract, the inverse of the scaling. */
export const inUnits = (n: number, scaling: Scaling | undefined): number =>
  scaling ? n * scaling.divide + scaling.subtract : n

type Scaled = Pick<Experiment, 'labels' | 'scaling' | 'model'>

/**
 * What was done to each of the inputs (x) or outputs (y, and their targets): to the column that it is called by; without names to that of the same
 * place, where there are as many. undefined for a number of which it is not known.
 */
export function scalingOf(
  { labels, scaling = [], model }: Scaled,
  name: string,
): readonly (Scaling | undefined)[] {
  const isInput = name === 'x'
  if (!isInput && name !== 'y' && name !== 'target') return []
  const names = isInput ? labels?.inputs : labels?.outputs
  const n = isInput ? model.inputSize : model.outputSize
  if (!names) return scaling.length === n ? scaling : Array(n).fill(undefined)
  return names.map((each) => {
    const found = scaling.filter(({ column }) => column === each)
    return found.length === 1 ? found[0] : undefined
  })
}
