/** In class: the page is projected, results are covered until they are shown, the screen can be black. */
import type { Row, Slice, Store } from './slice.ts'

export interface InClass {
  readonly present: boolean
  /** in class: the next result is covered until it is shown */
  readonly covering: boolean
  readonly covered: boolean
  readonly black: boolean
}

const start = (): InClass => ({ present: false, covering: false, covered: false, black: false })

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
  togglePresent: (): void => set({ present: !get().present, covered: false, covering: false, panel: 'all' }),
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
