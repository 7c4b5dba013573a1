/** The language of the page: its words are fetched first. */

import type { Language } from '../state/language.ts'
import type { Session } from '../state/session.ts'
import { loadWords, wordsIn } from '../words/words.ts'
import { fetched, Unfetched } from '../work/fetch.ts'

/** Fetches the words of the session's language; says so, in those that are there, where they cannot be had. */
export async function fetchWords(session: Session, language = session.get().language): Promise<boolean> {
  try {
    await loadWords(language, fetched)
    return true
  } catch (error) {
    const { parts } = wordsIn(session.get().language)
    session.tell(parts[error instanceof Unfetched ? error.reason : 'broken'])
    return false
  }
}

/** The language that each session asked for last. */
const wanted = new WeakMap<Session, Language>()

/** Changes the language of the page once its words are there, unless another one was asked for meanwhile. */
export async function speak(session: Session, language: Language): Promise<void> {
  wanted.set(session, language)
  if ((await fetchWords(session, language)) && wanted.get(session) === language) session.setLanguage(language)
}
