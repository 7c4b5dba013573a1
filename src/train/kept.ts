/** A run as it is kept, and the door of what was kept: it may come from another version, or from somebody else. */
import { modelOf } from '../experiment/document.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { dataOf } from './data.ts'
import type { TrainingDocument } from './document.ts'
import { numbersOf } from './learner.ts'
import { updaterOf } from './optimizer.ts'
import { orderOf } from './order.ts'
import { parametersOf } from './parameters.ts'
import { type State, stateOf } from './state.ts'

/** Everything that the next update depends on, and what was seen on the way. */
export interface Kept extends State {
  /** how many updates were made */
  readonly done: number
  readonly losses: readonly number[]
  readonly gradNorms: readonly number[]
  readonly best?: Best
  /** states on the way, from which the others are replayed; absent: all are replayed from the start */
  readonly checkpoints?: readonly Checkpoint[]
}

export interface Checkpoint {
  readonly update: number
  readonly state: State
}

/** The best mean loss of held-out sequences, and the parameters that had it. */
export interface Best {
  readonly done: number
  readonly loss: number
  readonly parameters: Numbers
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object'
const isIndex = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most
const isList = (value: unknown, length: number): value is number[] =>
  Array.isArray(value) && value.length === length && value.every((n) => typeof n === 'number')

/** Numbers of the same kind, as many, all of them finite. */
const isLike = (value: unknown, like: Numbers): value is Numbers =>
  isRecord(value) &&
  value.constructor === like.constructor &&
  (value as unknown as Numbers).length === like.length &&
  (value as unknown as Numbers).every((n) => Number.isFinite(n))

function isState(value: unknown, like: State): value is State {
  if (!isRecord(value) || !isLike(value.parameters, like.parameters) || !isRecord(value.carried)) return false
  const { carried } = value
  const names = Object.keys(like.carried)
  return (
    Object.keys(carried).length === names.length &&
    names.every((name) => isLike(carried[name], like.carried[name]!))
  )
}

function isBest(value: unknown, { parameters }: State, done: number): value is Best {
  return (
    isRecord(value) &&
    isIndex(value.done, done) &&
    Number.isFinite(value.loss) &&
    isLike(value.parameters, parameters)
  )
}

const isCheckpoint = (value: unknown, like: State, done: number): value is Checkpoint =>
  isRecord(value) && isIndex(value.update, done) && isState(value.state, like)

/** What was kept of a run of a checked document; undefined where any of it is damaged, or belongs to another document. */
export function keptOf(document: TrainingDocument, value: unknown): Kept | undefined {
  if (!isRecord(value)) return undefined
  const { optimizer, clipNorm, precision } = document.training
  const { length } = parametersOf(modelOf(document.model))
  const like = updaterOf(optimizer, clipNorm, length, numbersOf(precision))
  const { updates } = orderOf(document.training, dataOf(document).train)
  const { done, losses, gradNorms, best, checkpoints = [] } = value
  if (!isIndex(done, updates) || !isState(value, like)) return undefined
  if (!isList(losses, done) || !isList(gradNorms, done)) return undefined
  if (best !== undefined && !isBest(best, like, done)) return undefined
  if (!Array.isArray(checkpoints) || !checkpoints.every((each) => isCheckpoint(each, like, done)))
    return undefined
  return { ...stateOf(value), done, losses, gradNorms, ...(best && { best }), checkpoints }
}
