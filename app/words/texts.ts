/**
 * The texts of a view are loaded with it: en/NAME.ts and zh/NAME.ts beside this file, found by their place. A view gets them by
 * textsOf(import.meta.glob('./*' + '/NAME.ts', …)); a language that lacks a key does not compile, since its file has the type of the English one.
 */
import type { Language } from '../state/language.ts'
import { useStore } from '../state/store.ts'

/** A hook that gives the texts in the language of the page. */
export function textsOf<Texts>(files: Record<string, Texts>): () => Texts {
  const byLanguage = Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.split('/').at(-2)!, texts]),
  ) as Record<Language, Texts>
  return () => byLanguage[useStore((s) => s.language)]
}
