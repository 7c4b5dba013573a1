/** The words of the page, one language at a time: each is fetched when it is first wanted. */
import { useCallback, useSyncExternalStore } from 'react'
import type { Language } from '../state/language.ts'
import { useStore } from '../state/store.ts'
import type { en as English } from './en.ts'

/** The same keys in every language: a missing translation does not compile. */
export type Words = typeof English

/** Imports a file, and may try again where it could not be had. */
type Fetched = <M>(load: () => Promise<M>) => Promise<M>

/** The file of each language; it has its words as `words`. */
const files: Readonly<Record<Language, (fetched: Fetched) => Promise<{ readonly words: Words }>>> = {
  en: (fetched) => fetched(() => import('./en.ts')),
  zh: (fetched) => fetched(() => import('./zh.ts')),
}

const loaded = new Map<Language, Words>()
const listeners = new Set<() => void>()

/** Fetches the words of a language, by `fetched` where that tries again; throws where they cannot be had. */
export async function loadWords(language: Language, fetched: Fetched = (load) => load()): Promise<void> {
  if (loaded.has(language)) return
  loaded.set(language, (await files[language](fetched)).words)
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
