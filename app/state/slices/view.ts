/** Which view is open, what it is about, and what is enlarged in it or lies over it. */
import type { Params } from '../params.ts'
import {
  dependents,
  type Panel,
  type Param,
  panelIn,
  panels,
  panelsOf,
  type View,
  viewIds,
} from '../views.ts'
import { type Row, type Slice, type Store, word } from './slice.ts'

export interface Viewing {
  readonly view: View
  readonly params: Params
  readonly panel: Panel
  readonly help: boolean
  /** the stop of the tour; null while there is none */
  readonly tour: number | null
}

const start = (): Viewing => ({ view: 'step', params: {}, panel: 'all', help: false, tour: null })

const rows = {
  panel: word('panel', panels, 'all'),
  view: word('view', viewIds, 'step'),
} satisfies Record<string, Row>

const actions = ({ getState: get, setState: set }: Store) => ({
  /** Opens a view; what is asked in another one goes. */
  openView: (view: View): void => set({ view, asked: null, why: null }),
  /** Changes what a view is about; null takes a parameter away, and each change what counts within it. */
  changeParams(changes: Readonly<Partial<Record<Param, string | null>>>): void {
    const gone = Object.keys(changes).flatMap((param) => [param, ...dependents(param as Param)])
    const kept = Object.entries(get().params).filter(([param]) => !gone.includes(param))
    set({
      params: Object.fromEntries([...kept, ...Object.entries(changes).filter(([, value]) => value !== null)]),
    })
  },
  /** What all views are about, at once. */
  setParams: (params: Params): void => set({ params }),
  /** Enlarges the next panel of the view, and after the last one none. */
  enlargeNext(): void {
    const all = panelsOf[get().view]
    set({ panel: all[(all.indexOf(panelIn(get())) + 1) % all.length]! })
  },
  /** Shows all panels of the view. */
  shrink: (): void => set({ panel: 'all' }),
  showHelp: (help: boolean): void => set({ help }),
  /** Goes to a stop of the tour; null ends it. */
  showTour: (tour: number | null): void => set({ tour }),
})

export const viewSlice = { start, rows, opening: () => ({}), actions } satisfies Slice<Viewing>
