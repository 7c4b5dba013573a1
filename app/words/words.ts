/** The words of the page, one language at a time: each is fetched when it is first wanted. */
import { useCallback, useSyncExternalStore } from 'react'
import type { Session } from '../state/session.ts'
import type { Language } from '../state/slices/appearance.ts'
import { useStore } from '../state/store.ts'
import { fetched, Unfetched } from '../work/fetch.ts'
import type { en as English } from './en.ts'

/** The same keys in every language: a missing translation does not compile. */
export type Words = typeof English

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' }
export const languages = Object.keys(languageNames) as readonly Language[]

const files: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await fetched(() => import('./en.ts'))).en,
  zh: async () => (await fetched(() => import('./zh.ts'))).zh,
}

const loaded = new Map<Language, Words>()
const listeners = new Set<() => void>()

/** Fetches the words of a language; throws where they cannot be had. */
export async function loadWords(language: Language): Promise<void> {
  if (loaded.has(language)) return
  loaded.set(language, await files[language]())
  for (const heard of listeners) heard()
}

/** The words of a language; those of another one while they are not there. The page loads one before it shows anything. */
export const wordsIn = (language: Language): Words => loaded.get(language) ?? [...loaded.values()][0]!

function subscribe(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

export function useWords(): Words {
  const language = useStore((s) => s.language)
  return useSyncExternalStore(
    subscribe,
    useCallback(() => wordsIn(language), [language]),
  )
}

/** Changes the language of the page once its words are there; says so where they cannot be had. */
export async function speak(session: Session, language: Language): Promise<void> {
  try {
    await loadWords(language)
    session.setLanguage(language)
  } catch (error) {
    tellUnfetched(session, error)
  }
}

/** Says that words could not be had, in those that are there. */
export function tellUnfetched(session: Session, error: unknown): void {
  const { parts } = wordsIn(session.get().language)
  session.tell(parts[error instanceof Unfetched ? error.reason : 'broken'])
}
