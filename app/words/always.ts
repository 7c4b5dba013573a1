/** The few words that are needed in every language at once; all others come in the language of the page alone. */
import type { Language } from '../state/language.ts'
import type * as en from './en/always.ts'

type Always = { readonly [K in keyof typeof en]: Readonly<Record<keyof (typeof en)[K], string>> }

const files = import.meta.glob<Always>('./*/always.ts', { eager: true })

export const always = Object.fromEntries(
  Object.entries(files).map(([path, words]) => [path.split('/').at(-2)!, words]),
) as Readonly<Record<Language, Always>>
