/** Training documents among what is brought: they open the view in which nets are trained. */
import { limits, type Mistake, readTraining, type TrainingDocument } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'
import { wordsIn } from '../../words/words.ts'
import type { Given } from './reading.ts'

/** What a file must say within its first letters, or its last ones where its data stand in front, to be taken for one. */
const sign = '"unrolled-training/'
const [looked, most] = [2 ** 16, (limits.megabytes + 1) * 2 ** 20]

export type TrainingRead =
  | { readonly ok: true; readonly document: TrainingDocument }
  | { readonly ok: false; readonly mistake: Mistake }

/** The training document of a file; undefined where it is something else. What is too large is refused before it is read. */
export async function trainingIn({ blob }: Given): Promise<TrainingRead | undefined> {
  try {
    const parts = [blob.slice(0, looked), blob.slice(Math.max(0, blob.size - looked))]
    const ends = await Promise.all(parts.map((part) => part.text()))
    if (!ends.some((text) => text.includes(sign)) || !/^\s*\{/.test(ends[0]!)) return undefined
    const read = readTraining(await (blob.size > most ? blob.slice(0, most) : blob).text())
    return read.ok ? { ok: true, document: read.value } : { ok: false, mistake: read.mistake }
  } catch {
    return undefined
  }
}

/** Opens the view of training with a document. What is trained goes on until it is trained anew. */
export function openTraining(session: Session, document: TrainingDocument, name: string | undefined): void {
  const words = wordsIn(session.get().language)
  session.bringTraining(document)
  session.openView('train')
  session.tell(words.opened(name ?? words.pasteText), ['view', 'brought'])
}
