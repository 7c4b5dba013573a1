/** All slices of a session together. */
import type { Experiment } from '../../../src/index.ts'
import { appearanceSlice } from './appearance.ts'
import { askingSlice } from './asking.ts'
import { classroomSlice } from './classroom.ts'
import { documentSlice } from './document.ts'
import { messageSlice } from './message.ts'
import { notationSlice } from './notation.ts'
import { placeSlice } from './place.ts'
import { predictionsSlice } from './predictions.ts'
import { runsSlice } from './runs.ts'
import type { Row, Store } from './slice.ts'
import type { State } from './state.ts'
import { viewSlice } from './view.ts'

export const startOf = (): State => ({
  ...documentSlice.start(),
  ...placeSlice.start(),
  ...notationSlice.start(),
  ...classroomSlice.start(),
  ...askingSlice.start(),
  ...predictionsSlice.start(),
  ...viewSlice.start(),
  ...runsSlice.start(),
  ...messageSlice.start(),
  ...appearanceSlice.start(),
})

/** What opening another experiment does to every slice. */
export const opening = (experiment: Experiment, state: State): Partial<State> => ({
  ...documentSlice.opening(experiment, state),
  ...placeSlice.opening(experiment, state),
  ...notationSlice.opening(),
  ...classroomSlice.opening(),
  ...askingSlice.opening(),
  ...predictionsSlice.opening(),
  ...viewSlice.opening(),
  ...runsSlice.opening(),
  ...messageSlice.opening(),
  ...appearanceSlice.opening(),
})

/** All that can be done to the slices of a store. */
export const actionsOn = (store: Store) => ({
  ...documentSlice.actions(store),
  ...placeSlice.actions(store),
  ...notationSlice.actions(store),
  ...classroomSlice.actions(store),
  ...askingSlice.actions(store),
  ...predictionsSlice.actions(store),
  ...viewSlice.actions(store),
  ...runsSlice.actions(store),
  ...messageSlice.actions(store),
  ...appearanceSlice.actions(store),
})

const { grain } = placeSlice.rows
const { language, theme, numbers } = appearanceSlice.rows
const { panel, view } = viewSlice.rows
const { present, cover } = classroomSlice.rows
const { predict } = predictionsSlice.rows
const { why } = askingSlice.rows
const { rate } = documentSlice.rows

/** The rows of the link, in the order in which an address says them. */
export const rows = {
  grain,
  ...notationSlice.rows,
  language,
  theme,
  numbers,
  panel,
  present,
  cover,
  predict,
  view,
  why,
  rate,
} satisfies Record<string, Row>
