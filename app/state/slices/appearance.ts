/** The language and the colours of the page, and in which units its strip shows numbers that were scaled. */
import { type Language, languageIds } from '../language.ts'
import { type Row, type Slice, type Store, word } from './slice.ts'

export const themes = ['light', 'dark', 'projector'] as const
export type Theme = (typeof themes)[number]

/** Scaled as the net reads them, or as they stand in the file. */
export type ShownUnits = 'scaled' | 'file'

export interface Appearance {
  readonly language: Language
  readonly theme: Theme
  readonly shownUnits: ShownUnits
}

const start = (): Appearance => ({ language: 'en', theme: 'light', shownUnits: 'scaled' })

const rows = {
  language: word('language', languageIds),
  theme: word('theme', themes),
  numbers: word('shownUnits', ['scaled', 'file'], 'scaled'),
} satisfies Record<string, Row>

const actions = ({ setState: set }: Store) => ({
  setLanguage: (language: Language): void => set({ language }),
  setTheme: (theme: Theme): void => set({ theme }),
  setShownUnits: (shownUnits: ShownUnits): void => set({ shownUnits }),
})

export const appearanceSlice = { start, rows, opening: () => ({}), actions } satisfies Slice<Appearance>
