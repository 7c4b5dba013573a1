import type { Language } from '../state/slices/appearance.ts'
import { useStore } from '../state/store.ts'
import { type en as English, en } from './en.ts'
import { zh } from './zh.ts'

/** The same keys in every language: a missing translation does not compile. */
export type Words = typeof English

const languages: Readonly<Record<Language, Words>> = { en, zh }

export const useWords = (): Words => languages[useStore((s) => s.language)]
export const wordsIn = (language: Language): Words => languages[language]
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' }
