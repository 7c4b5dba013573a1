/** What a page and the worker that trains a net tell each other. */
import type { Equation, Experiment, NotFinite, TrainingDocument, UpdateValues } from '../../../src/index.ts'
import type { More } from './observations.ts'

/** What a worker is told. */
export type Told =
  /** train a little net for nothing, so that the browser has compiled what a click will wait for */
  | { readonly warm: true }
  /** compute shares of the batches of another worker, which asks through this port, and hold this place */
  | { readonly help: MessagePort; readonly place: string }
  | { readonly begin: Begin }
  /** go on until so many updates are made, together with runs that share this text */
  | { readonly go: number; readonly together?: string }
  | { readonly pause: true }
  /** go back to where the run was after so many updates */
  | { readonly rewind: number }
  /** wait so many milliseconds after each update */
  | { readonly pace: number }
  /** the worker that helped has ended */
  | { readonly alone: true }
  | { readonly id: number; readonly question: Question }

export interface Begin {
  readonly document: TrainingDocument
  /** where the run is kept in this browser, and read from if it is there */
  readonly place: string
  /** what is kept with it: the parameters of the view */
  readonly settings: Readonly<Record<string, string>>
  /** end after so many epochs without a better held-out loss; 0: never */
  readonly patience: number
  /** a worker that takes half of each batch */
  readonly helper?: MessagePort
  /** go on from what is kept at the place */
  readonly resume?: boolean
}

/** What can be asked of a run, also while it goes on. */
export type Question =
  | { readonly kind: 'experiment'; readonly done: number; readonly sequence: number }
  | { readonly kind: 'update'; readonly done: number }
  /** the update after so many, on a sequence of its batch by its place there; or the net as it was then, on any of the sequences */
  | { readonly kind: 'step'; readonly done: number; readonly of: Which }

/** A sequence: its place in a batch, or among all, from 0. */
export type Which = { readonly at: number } | { readonly sequence: number }

export interface Answer {
  readonly experiment: Experiment
  readonly update: Update
  readonly step: Step
}

/** A step as it is opened. */
export interface Step {
  readonly experiment: Experiment
  readonly done: number
  /** the sequence among all, its place in the batch of the next update, -1 where it is not of it, and how many that has */
  readonly sequence: number
  readonly at: number
  readonly count: number
  /** the mean loss of the batch, as training had it, NaN before that, and in float64 */
  readonly trained: number
  readonly exact: number
}

type Numbers = ReturnType<UpdateValues['value']>

/** An update with the value of each symbol: before it, where something is carried, and after it. */
export interface Update {
  readonly equations: readonly Equation[]
  readonly values: Readonly<Record<string, { readonly now: Numbers; readonly before: Numbers }>>
}

/** What is known of a run before its first update. */
export interface Facts {
  readonly updates: number
  readonly updatesPerEpoch: number
  /** how many sequences train, and how many are held out */
  readonly train: number
  readonly heldOut: number
  readonly parameters: number
  /** the sequences whose answers are told */
  readonly looked: readonly number[]
}

/** Why a run rests. */
export type Rest =
  | { readonly why: 'paused' | 'done' | 'patience' }
  | { readonly why: 'broken'; readonly broken: NotFinite }

/** What a run tells, besides answers. */
export type News = Exclude<Report, { id: number } | { warm: true } | { begun: string } | { holds: string }>

/** What a worker tells. */
export type Report =
  | { readonly warm: true }
  /** from here on it speaks of the run at this place */
  | { readonly begun: string }
  /** this place is in use as long as the worker is there */
  | { readonly holds: string }
  | { readonly ready: Facts }
  | { readonly more: More }
  /** the run is back where it was after so many updates, and what was seen later is forgotten */
  | { readonly back: number }
  | { readonly rest: Rest }
  | { readonly failed: string }
  | { readonly id: number; readonly answer: Answer[keyof Answer] }
  | { readonly id: number; readonly refused: string }
