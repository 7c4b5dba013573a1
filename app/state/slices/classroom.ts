/** In class: the page is projected, results are covered until they are shown, the screen can be black. */
import type { Theme } from './appearance.ts'
import type { Row, Slice, Store } from './slice.ts'

export interface InClass {
  readonly present: boolean
  /** in class: the next result is covered until it is shown */
  readonly covering: boolean
  readonly covered: boolean
  readonly black: boolean
  /** the theme before the page was presented */
  readonly themeBefore: Theme | null
}

const start = (): InClass => ({
  present: false,
  covering: false,
  covered: false,
  black: false,
  themeBefore: null,
})

const rows = {
  present: {
    read: (text) => (text === '1' ? { present: true } : undefined),
    write: (state) => (state.present ? '1' : undefined),
  },
  cover: {
    read: (text) => (text === '1' ? { covering: true, covered: true } : undefined),
    write: (state) => (state.covering ? '1' : undefined),
  },
} satisfies Record<string, Row>

const actions = ({ getState: get, setState: set }: Store) => ({
  /** Presents the page as it can be read on a wall, and ends that: then a theme that was not chosen meanwhile is as it was before. */
  togglePresent(): void {
    const { present, theme, themeBefore } = get()
    const usual = theme === 'projector' ? (themeBefore ?? theme) : theme
    set({
      ...{ present: !present, covered: false, covering: false, panel: 'all' },
      ...(present ? { theme: usual, themeBefore: null } : { theme: 'projector', themeBefore: theme }),
    })
  },
  /** Covers the results; shows the one that is covered; stops covering: whichever comes next. */
  cover(): void {
    const { covering, covered } = get()
    if (!covering) set({ covering: true, covered: true })
    else if (covered) set({ covered: false })
    else set({ covering: false, covered: false })
  },
  /** Covers nothing any more. */
  stopCovering: (): void => set({ covering: false, covered: false }),
  setBlack: (black: boolean): void => set({ black }),
})

export const classroomSlice = {
  start,
  rows,
  opening: () => ({ covered: false }),
  actions,
} satisfies Slice<InClass>
