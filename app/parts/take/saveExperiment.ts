import { writeExperiment } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'
import { saveFile } from '../../ui/save.ts'

/** Saves the experiment that is open as a file. */
export function saveExperiment({ get }: Session): void {
  saveFile(`${get().name ?? 'experiment'}.json`, [writeExperiment(get().experiment)], 'application/json')
}
