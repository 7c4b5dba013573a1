/** Training documents among what is brought: they open the view in which nets are trained. */
import type { Mistake, TrainingDocument } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'
import { wordsIn } from '../../words/words.ts'
import { fetched } from '../../work/fetch.ts'
import { type Given, mostOnPage } from './reading.ts'
import { readTrainingText } from './trainingText.ts'

/** What a file must say within its first letters, or its last ones where its data stand in front, to be taken for one. */
const sign = '"unrolled-training/'
const looked = 2 ** 16

export type TrainingRead =
  | { readonly ok: true; readonly document: TrainingDocument }
  | { readonly ok: false; readonly mistake: Mistake }

/**
 * The training document of a file; undefined where it is something else. What is too large is refused before it is read. `begun` hears how
 * the reading of a large one can be stopped: then the promise is rejected.
 */
export async function trainingIn(
  { blob }: Given,
  begun: (stop: () => void) => void,
): Promise<TrainingRead | undefined> {
  if (!(await isTraining(blob))) return undefined
  const read =
    blob.size > mostOnPage
      ? await (await fetched(() => import('./trainingInWorker.ts'))).trainingInWorker(blob, begun)
      : await readTrainingText(blob)
  return read.ok ? { ok: true, document: read.value } : { ok: false, mistake: read.mistake }
}

async function isTraining(blob: Blob): Promise<boolean> {
  try {
    const parts = [blob.slice(0, looked), blob.slice(Math.max(0, blob.size - looked))]
    const ends = await Promise.all(parts.map((part) => part.text()))
    return ends.some((text) => text.includes(sign)) && /^\s*\{/.test(ends[0]!)
  } catch {
    return false
  }
}

/** Opens the view of training with a document. What is trained goes on until it is trained anew. */
export function openTraining(session: Session, document: TrainingDocument, name: string | undefined): void {
  const words = wordsIn(session.get().language)
  session.bringTraining(document)
  session.openView('train')
  session.tell(words.opened(name ?? words.pasteText), ['view', 'brought'])
}
