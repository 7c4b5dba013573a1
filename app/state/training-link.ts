/** The training document that was opened, in a link: packed where it is short enough; else its file must be sent, and the link says so. */
import { limits, type TrainingDocument } from '../../src/index.ts'
import { fetched } from '../work/fetch.ts'
import { packed, unpacked } from './pack.ts'
import type { Trouble } from './readLink.ts'
import type { State } from './slices/state.ts'

const key = '&training='
const inFile = 'file'

/** Documents that were packed: the link is written after every step. */
const known = new WeakMap<TrainingDocument, Promise<string>>()

/** How many numbers a document may have data of, so that it is packed at all: of more a link has no room, and packing takes long. */
const mostNumbers = 2 ** 16

function isShort({ data }: TrainingDocument): boolean {
  const rows =
    data.kind === 'windows'
      ? [data.series]
      : data.kind === 'sequences'
        ? data.items.flatMap(({ inputs, targets }) => [inputs, targets])
        : []
  return rows.reduce((sum, of) => sum + of.flat().length, 0) <= mostNumbers
}

/** What a link of so many letters says of the training document; nothing where the view that is open has none. */
export async function trainingPart(
  { view, params, brought }: Pick<State, 'view' | 'params' | 'brought'>,
  room: number,
): Promise<string> {
  if (view !== 'train' || params.task !== 'brought' || !brought) return ''
  const packs = async () => {
    const { writtenTraining } = await fetched(() => import('../work/training/writtenDocument.ts'))
    return packed(JSON.stringify(writtenTraining(brought)))
  }
  const text = known.get(brought) ?? (isShort(brought) ? packs() : Promise.resolve(inFile))
  known.set(brought, text)
  const data = await text.catch(() => inFile)
  return key + (key.length + data.length > room ? inFile : data)
}

/** Does a link open only beside the file of its training document? */
export const needsTrainingFile = (hash: string): boolean => `${hash}&`.includes(`${key}${inFile}&`)

/** Takes the training document out of the settings of a link. */
export function withoutTraining(settings: readonly string[]): {
  readonly others: readonly string[]
  readonly training: string | undefined
} {
  const isTraining = (setting: string) => `&${setting}`.startsWith(key)
  return {
    others: settings.filter((setting) => !isTraining(setting)),
    training: settings.find(isTraining)?.slice(key.length - 1),
  }
}

/** The training document of a link, checked anew, or why there is none. */
export async function trainingNamed(text: string): Promise<{ readonly brought: TrainingDocument } | Trouble> {
  if (text === inFile) return { kind: 'trainingFile', details: [] }
  try {
    const document = await unpacked(text, limits.megabytes * 2 ** 20)
    if (document === undefined) return { kind: 'trainingData', details: [] }
    const { readTraining } = await fetched(() => import('../work/training/writtenDocument.ts'))
    const read = readTraining(document)
    return read.ok ? { brought: read.value } : { kind: 'training', details: [], mistake: read.mistake }
  } catch {
    return { kind: 'trainingData', details: [] }
  }
}
