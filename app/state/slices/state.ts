/** What the user is doing, as data: all slices together. Everything that follows from it (the trace, formulas) is selected, never stored. */
import type { Appearance } from './appearance.ts'
import type { Asking } from './asking.ts'
import type { InClass } from './classroom.ts'
import type { Document } from './document.ts'
import type { Message } from './message.ts'
import type { ReadingChoice } from './notation.ts'
import type { Place } from './place.ts'
import type { Predictions } from './predictions.ts'
import type { Runs } from './runs.ts'
import type { Viewing } from './view.ts'

export interface State
  extends Document,
    Place,
    ReadingChoice,
    InClass,
    Asking,
    Predictions,
    Viewing,
    Runs,
    Message,
    Appearance {}
