/** The language and the colours of the page. */
import { type Row, type Slice, type Store, word } from './slice.ts'

export type Language = 'en' | 'zh'
export type Theme = 'light' | 'dark' | 'projector'

export interface Appearance {
  readonly language: Language
  readonly theme: Theme
}

const start = (): Appearance => ({ language: 'en', theme: 'light' })

const rows = {
  language: word('language', ['en', 'zh']),
  theme: word('theme', ['light', 'dark', 'projector']),
} satisfies Record<string, Row>

const actions = ({ setState: set }: Store) => ({
  setLanguage: (language: Language): void => set({ language }),
  setTheme: (theme: Theme): void => set({ theme }),
})

export const appearanceSlice = { start, rows, opening: () => ({}), actions } satisfies Slice<Appearance>
