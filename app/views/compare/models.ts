/** The models of a comparison as a link writes them: names such as lstm-bf=2, or @NAME for an experiment (@ for the one that is open). */
import { type Choice, type Experiment, modelNamed, nameOfModel } from '../../../src/index.ts'
import { builtIn } from '../../state/experiments.ts'

export type Entry =
  | { readonly kind: 'drawn'; readonly text: string; readonly choice: Choice }
  | { readonly kind: 'given'; readonly text: string; readonly experiment: Experiment }

export const mostModels = 6

/** The model of one name; undefined where it is none. */
export function entryOf(text: string, current: Experiment): Entry | undefined {
  if (text.startsWith('@')) {
    const experiment = text === '@' ? current : builtIn(text.slice(1))
    return experiment && { kind: 'given', text, experiment }
  }
  const choice = modelNamed(text)
  return choice && { kind: 'drawn', text, choice }
}

export const textOfEntries = (entries: readonly { readonly text: string }[]) =>
  entries.map(({ text }) => text).join(',')

export const drawnEntry = (choice: Choice): Entry => ({ kind: 'drawn', text: nameOfModel(choice), choice })

export const cellOf = (entry: Entry) => (entry.kind === 'drawn' ? entry.choice.model : entry.experiment.model)
