/** Takes the files and texts that a reader brings: what they become is opened, and what was understood of each is told. */
import {
  type Failure,
  failure,
  formats,
  type Mistake,
  mistakeIn,
  type Planned,
  type Source,
  type Text,
} from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'
import type { Language } from '../../state/slices/appearance.ts'
import { en } from '../../words/en.ts'
import { type FormatsWords, formatsWords } from '../../words/formats.ts'
import { wordsIn } from '../../words/words.ts'
import { zh } from '../../words/zh.ts'
import { fetched, Unfetched } from '../../work/fetch.ts'

interface Taken {
  /** what is said of what was opened; nothing where nothing was */
  readonly said: readonly string[]
  readonly wrong: readonly { readonly name: string; readonly mistake: Mistake }[]
}

/** Opens sources together. A file that cannot be read is named, and the others are opened without it. */
async function take({ get, openDocument }: Session, sources: readonly Source[]): Promise<Taken> {
  const { language } = get()
  const { planOf } = await fetched(formats)
  const texts = await wordsOf(language)
  const wrong: { name: string; mistake: Mistake }[] = []
  let rest = sources
  let plan: Planned = unreadable
  while (rest.length > 0) {
    plan = await planOf(rest, {}, { experiment: get().experiment, keep: true })
    if (plan.ok) break
    const { file, mistake } = plan
    wrong.push({ name: file ?? rest[0]?.name ?? '', mistake })
    rest = file === undefined ? [] : rest.filter(({ name }) => name !== file)
  }
  if (!plan.ok) return { said: [], wrong }
  const { experiment, said, questions, kinds } = plan.value
  const pasted = kinds.includes('weights') ? 'weights' : 'sequence'
  const title: Text = { en: en.pasted[pasted], zh: zh.pasted[pasted] }
  openDocument(experiment.title || kinds.includes('experiment') ? experiment : { ...experiment, title })
  const { opened, pasteText } = wordsIn(language)
  const names = rest.map(({ name }) => opened(name ?? pasteText))
  return { said: [...names, ...said.map(texts.said), ...questions.map(texts.taken)], wrong }
}

/** The sentences of what is decided, in a language. */
async function wordsOf(language: Language): Promise<FormatsWords> {
  const { formats: texts } =
    language === 'zh'
      ? await fetched(() => import('../../words/zh/formats.ts'))
      : await fetched(() => import('../../words/en/formats.ts'))
  return formatsWords(language, texts)
}

/** Says that a reader could not be fetched; any other error goes on. */
function tellUnfetched({ get, tell }: Session, thrown: unknown): void {
  const isImport = /dynamically imported|module script/i.test(String(thrown))
  if (!(thrown instanceof Unfetched) && !isImport) throw thrown
  const { parts } = wordsIn(get().language)
  tell(parts[thrown instanceof Unfetched ? thrown.reason : 'away'])
}

const unreadable: Failure = failure({ where: { id: 'file' }, expected: { id: 'readable' } })

/** Opens a pasted text; gives what is wrong with it, if anything is. */
export async function takeText(session: Session, text: string): Promise<Mistake | undefined> {
  const words = wordsIn(session.get().language)
  try {
    const { said, wrong } = await take(session, [{ bytes: new TextEncoder().encode(text) }])
    if (said.length > 0) session.tell(words.sentences(said))
    return wrong[0]?.mistake
  } catch (thrown) {
    tellUnfetched(session, thrown)
    return undefined
  }
}

/** Opens files together, and says what is wrong with those that could not be used. */
export async function takeFiles(session: Session, files: readonly File[]): Promise<void> {
  const words = wordsIn(session.get().language)
  const sources: Source[] = []
  const unread: { readonly name: string; readonly mistake: Mistake }[] = []
  for (const file of files) {
    const bytes = await bytesOf(file)
    if (bytes) sources.push({ name: file.name, bytes })
    else unread.push({ name: file.name, mistake: unreadable.mistake })
  }
  try {
    const { said, wrong } = await take(session, sources)
    const refusals = [...wrong, ...unread].map(({ name, mistake }) =>
      words.fileTrouble(name, mistakeIn(mistake, words.mistakes)),
    )
    session.tell(words.sentences([...said, ...refusals]))
  } catch (thrown) {
    tellUnfetched(session, thrown)
  }
}

/** Larger files are not read at all. */
const mostBytes = 256 * 2 ** 20

async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  // A byte more than is allowed says that there are too many.
  const part = file.size > mostBytes ? file.slice(0, mostBytes + 1) : file
  try {
    return new Uint8Array(await part.arrayBuffer())
  } catch {
    return undefined
  }
}
