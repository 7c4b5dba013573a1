/** One training of a session: the document that it began with, how far it is, and what was seen of it. */
import type { Data, NotFinite, TrainingDocument } from '../../src/index.ts'
import type { Facts, Rest } from '../work/training/messages.ts'
import type { Answers, Seen } from '../work/training/observations.ts'
import type { Params } from './params.ts'

/** How a run ends or rests; waiting: its worker gets ready; crashed: its worker broke down, and what was kept can be gone on from. */
export type RunState = 'waiting' | 'going' | 'paused' | 'done' | 'patience' | 'broken' | 'crashed' | 'failed'

export interface Training {
  /** where it is kept in this browser */
  readonly id: string
  readonly document: TrainingDocument
  /** epochs without a better held-out loss after which it ends; 0: never */
  readonly patience: number
  /** the parameters of the view with which it began */
  readonly settings: Params
  /** what the runs share that were started together; '' where nobody has started it */
  readonly together: string
  readonly state: RunState
  readonly facts: Facts | null
  /** how many updates were made */
  readonly done: number
  /** how long it has computed, pauses left out */
  readonly seconds: number
  /** grows in place; `version` counts how often */
  readonly seen: Seen
  readonly version: number
  readonly best: { readonly done: number; readonly loss: number } | null
  readonly answers: Answers | null
  readonly broken: NotFinite | null
  /** why it failed or crashed, as the browser puts it */
  readonly detail: string
  /** how often its worker crashed and it went on by itself */
  readonly resumed: number
}

const texts = new WeakMap<object, string>()

function textOf(value: object): string {
  const found = texts.get(value) ?? JSON.stringify(value)
  texts.set(value, found)
  return found
}

/** What may be millions of numbers; a task has none. */
const numbersOf = (data: Data): object | undefined =>
  data.kind === 'windows' ? data.series : data.kind === 'sequences' ? data.items : undefined

/** Do two data say the same? Where they have the same numbers these are not looked through. */
export function isSameData(a: Data, b: Data): boolean {
  if (a === b) return true
  const numbers = numbersOf(a)
  if (numbers === undefined || numbers !== numbersOf(b)) return textOf(a) === textOf(b)
  const rest = (data: Data) => JSON.stringify({ ...data, series: 0, items: 0 })
  return rest(a) === rest(b)
}

/** Do two documents say the same? */
export function isSameDocument(a: TrainingDocument, b: TrainingDocument): boolean {
  if (a === b) return true
  return withoutData(a) === withoutData(b) && isSameData(a.data, b.data)
}

const others = new WeakMap<TrainingDocument, string>()

function withoutData(document: TrainingDocument): string {
  const { data: _, ...rest } = document
  const found = others.get(document) ?? JSON.stringify(rest)
  others.set(document, found)
  return found
}

/** Do two runs begin alike? */
export const isSameRun = (a: Training, b: Training): boolean =>
  isSameDocument(a.document, b.document) &&
  a.patience === b.patience &&
  JSON.stringify(a.settings) === JSON.stringify(b.settings)

/** What is to be trained. */
export interface Wanted {
  readonly document: TrainingDocument
  readonly patience: number
}

export const isGoing = ({ state }: Training): boolean => state === 'waiting' || state === 'going'
export const isOver = ({ state }: Training): boolean => state === 'done' || state === 'broken'

/** What is known of a run that rests. */
export const rested = (rest: Rest): Pick<Training, 'state' | 'broken'> => ({
  state: rest.why,
  broken: rest.why === 'broken' ? rest.broken : null,
})
