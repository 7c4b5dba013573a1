import { writeExperiment } from '../../../src/index.ts'
import { get } from '../../state/store.ts'
import { saveFile } from '../../ui/save.ts'

/** Saves the experiment that is open as a file. */
export function saveExperiment(): void {
  saveFile(`${get().name ?? 'experiment'}.json`, [writeExperiment(get().experiment)], 'application/json')
}
