/** Takes the files and texts that a reader brings: what they become is opened, and what was made of each is told. */
import { type Mistake, mistakeIn, type Text, tooLarge } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'
import { en } from '../../words/en.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { zh } from '../../words/zh.ts'
import { decode } from './decode.ts'
import type { Note, Read } from './notes.ts'
import { readTogether, type Source } from './read.ts'

/** What an experiment is called that came from a file, or was pasted. */
const titleOf = ({ name }: Source, kind: Read['kind']): Text =>
  name?.replace(/\.\w+$/, '') || { en: en.pasted[kind], zh: zh.pasted[kind] }

const told = (words: Words, { kind, about, made = [], dropped = [] }: Note): string =>
  words.readNotes[kind](about, made, dropped)

/** Opens texts together; gives what is said of them, and what is wrong with those that could not be used. */
function take({ get, openDocument }: Session, words: Words, sources: readonly Source[]) {
  const { experiment, read, wrong } = readTogether(sources, get().experiment, titleOf)
  if (experiment !== get().experiment) openDocument(experiment)
  const { opened, notOpened, pasteText, sentences } = words
  const said = read.map(({ source, notes }) => {
    const name = source.name ?? pasteText
    const isUnused = notes.some(({ kind }) => kind === 'unused')
    return sentences([isUnused ? notOpened(name) : opened(name), ...notes.map((note) => told(words, note))])
  })
  return {
    said,
    wrong: wrong.map(({ source, result }) => ({ name: source.name ?? '', mistake: result.mistake })),
  }
}

/** Opens a pasted text; returns what is wrong with it, if anything is. */
export function takeText(session: Session, text: string): Mistake | undefined {
  const words = wordsIn(session.get().language)
  const { said, wrong } = take(session, words, [{ text }])
  if (said.length > 0) session.tell(words.sentences(said))
  return wrong[0]?.mistake
}

/** Opens files together, and says what is wrong with those that could not be used. */
export async function takeFiles(session: Session, files: readonly File[]): Promise<void> {
  const sources: Source[] = []
  const unread: { readonly name: string; readonly mistake: Mistake }[] = []
  for (const file of files) {
    const source = await sourceOf(file)
    if ('text' in source) sources.push(source)
    else unread.push({ name: file.name, mistake: source })
  }
  const words = wordsIn(session.get().language)
  const { said, wrong } = take(session, words, sources)
  const { fileTrouble, mistakes, sentences } = words
  const refusals = [...wrong, ...unread].map(({ name, mistake }) =>
    fileTrouble(name, mistakeIn(mistake, mistakes)),
  )
  session.tell(sentences([...said, ...refusals]))
}

async function sourceOf(file: File): Promise<Source | Mistake> {
  const large = tooLarge(file.size)
  if (large) return large
  try {
    const { text, guessed } = decode(new Uint8Array(await file.arrayBuffer()))
    const notes: readonly Note[] = guessed ? [{ kind: 'encoding', about: [guessed] }] : []
    return { name: file.name, text, notes }
  } catch {
    return { where: { id: 'file' }, expected: { id: 'readable' } }
  }
}
