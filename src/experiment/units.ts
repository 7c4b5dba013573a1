/** Numbers of scaled columns in the units of the file that they come from. */
import type { Experiment, Scaling } from './document.ts'

/** A number as it was before (number − subtract) / divide. */
export const inUnits = (n: number, scaling: Scaling | undefined): number =>
  scaling ? n * scaling.divide + scaling.subtract : n

/**
 * What was done to each of so many outputs: of the column that an output is called by; without names that of the same place, where there
 * are as many. undefined for an output of which it is not known.
 */
export function scalingOfOutputs({
  labels,
  scaling = [],
  model: { outputSize },
}: Pick<Experiment, 'labels' | 'scaling' | 'model'>): readonly (Scaling | undefined)[] {
  const names = labels?.outputs
  if (!names) return scaling.length === outputSize ? scaling : Array(outputSize).fill(undefined)
  return names.map((name) => {
    const found = scaling.filter(({ column }) => column === name)
    return found.length === 1 ? found[0] : undefined
  })
}
