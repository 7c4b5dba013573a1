import { writeExperiment } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'
import { saveFile } from '../../ui/save.ts'
import { wordsIn } from '../../words/words.ts'

/** Saves the experiment that is open as a file. */
export function saveExperiment({ get, tell }: Session): void {
  saveFile(`${get().name ?? 'experiment'}.json`, [writeExperiment(get().experiment)], 'application/json')
  // In the view Train one might take it for the net that learned there.
  if (get().view === 'train') tell(wordsIn(get().language).savedOpen, ['view'])
}
