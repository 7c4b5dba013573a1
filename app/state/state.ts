/** What the user is doing, as data. */
import type { Experiment, Grain, NotationId } from '../../src/index.ts'
import type { PredictMode, Question } from './predict.ts'
import type { Panel, Param, View } from './views.ts'

export type Language = 'en' | 'zh'
export type Theme = 'light' | 'dark' | 'projector'

/** A number that was clicked, and where on the screen. */
export interface Asked {
  readonly ref: string
  readonly x: number
  readonly y: number
}

/** An experiment as it was at some time, and as it had been opened. */
export interface Version {
  readonly experiment: Experiment
  readonly opened: Experiment
}

export interface State {
  /** the name of a built-in experiment while it is as it ships */
  readonly name: string | null
  readonly experiment: Experiment
  /** as it was opened: what reset returns to */
  readonly opened: Experiment
  readonly past: readonly Version[]
  readonly future: readonly Version[]
  /** what the numbers are compared with while one is dragged */
  readonly before: Experiment | null
  /** the experiment before the last change, shown beside the present one until that is closed */
  readonly compared: Experiment | null
  readonly cursor: number
  /** the place that a change took away, while the cursor stays where that put it: undo returns to it */
  readonly lost: { readonly place: string; readonly cursor: number } | null
  readonly grain: Grain
  readonly playing: boolean
  readonly speed: number
  readonly view: View
  /** what the views are about, as the address says it */
  readonly params: Readonly<Partial<Record<Param, string>>>
  /** the number whose origin is shown: d:C@3[1] */
  readonly why: string | null
  /** the numbers that were asked before it, the first first */
  readonly trail: readonly string[]
  /** the check of a gradient opens with the question */
  readonly nudging: boolean
  /** what is lit everywhere: the name of a value (f@3) or of a weight (W_f) */
  readonly lit: string | null
  /** what the keyboard points at, with its element: f@3[1] */
  readonly pointed: string | null
  readonly asked: Asked | null
  readonly notation: NotationId
  readonly gradient: 'partial' | 'adjoint'
  readonly weights: 'split' | 'joined'
  readonly language: Language
  readonly theme: Theme
  readonly learningRate: number
  readonly present: boolean
  readonly panel: Panel
  /** in class: the next result is covered until it is shown */
  readonly covering: boolean
  readonly covered: boolean
  /** the learner is asked before a result is shown */
  readonly predict: PredictMode
  readonly question: Question | null
  /** what was asked at this step */
  readonly frameAsked: string | null
  /** while the page is open; never kept */
  readonly score: { readonly asked: number; readonly right: number }
  readonly black: boolean
  readonly help: boolean
  readonly tour: number | null
  /** what was done or went wrong with a file, a link or an input; shown until it is closed, or what it speaks of goes */
  readonly message: string | null
  /** what the message speaks of, as it was when it was told; null: the experiment that is open */
  readonly told: Partial<State> | null
  /** Does the message offer to save the experiment as a file? */
  readonly offersFile: boolean
}
