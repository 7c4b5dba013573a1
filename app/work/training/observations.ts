/** What was seen of a run, point by point; it grows while the run does. */

/** The net at the end of an epoch; epoch 0 is before the first update. */
export interface EpochPoint {
  readonly epoch: number
  /** the mean loss of the held-out sequences */
  readonly heldOut: number
  /** for classes: the share of held-out answers that are right */
  readonly right?: number
}

/** The net at the end of some epochs, over the first sequences that train. */
export interface Reach {
  readonly epoch: number
  /** the norms of ∂L/∂h by lag, for what each layer says in each direction */
  readonly norms: Readonly<Record<string, Float64Array>>
  /** how far each gate stands open */
  readonly gates: Readonly<Record<string, number>>
}

/** What the net answers to the sequences that are looked at. */
export interface Answers {
  readonly done: number
  readonly outputs: readonly Float64Array[]
  /** what it says when its own answers are fed back, over the same windows; absent where there are none */
  readonly free?: Float64Array
}

export interface Seen {
  /** of each update, the loss before it and the norm of its gradient before clipping */
  readonly losses: number[]
  readonly gradNorms: number[]
  readonly epochs: EpochPoint[]
  readonly reach: Reach[]
}

/** What is new since the last report. */
export interface More extends Seen {
  readonly done: number
  /** how long the run has computed, pauses left out */
  readonly seconds: number
  readonly best?: Pick<{ done: number; loss: number }, 'done' | 'loss'>
  readonly answers?: Answers
}

export const nothingSeen = (): Seen => ({ losses: [], gradNorms: [], epochs: [], reach: [] })

/** The most columns of the map of lags: when there are more, every second one goes. */
const mostColumns = 128

/** Every how many epochs a column is kept, when so many are. */
const strideOf = (reach: readonly Reach[]): number =>
  reach.length < 3 ? 1 : reach[1]!.epoch - reach[0]!.epoch

/** Is a column of the map of lags due at the end of this epoch? */
export function isDue(reach: readonly Reach[], epoch: number): boolean {
  return epoch % strideOf(reach) === 0
}

/** Adds what is new. */
export function grow(seen: Seen, more: Seen): void {
  for (const n of more.losses) seen.losses.push(n)
  for (const n of more.gradNorms) seen.gradNorms.push(n)
  seen.epochs.push(...more.epochs)
  for (const column of more.reach) addReach(seen.reach, column)
}

/** Adds a column to the map of lags, evenly spread. */
function addReach(reach: Reach[], column: Reach): void {
  reach.push(column)
  if (reach.length <= mostColumns) return
  const stride = 2 * strideOf(reach)
  const kept = reach.filter(({ epoch }) => epoch % stride === 0)
  reach.splice(0, reach.length, ...kept)
}
