/** What a task is: sequences drawn by a seed, the same on every machine, and what a net for them must have. */
import type { Loss } from '../../cell/model.ts'
import type { Scaling } from '../../experiment/document.ts'
import type { Random } from '../../tensor/random.ts'
import type { Item } from '../batch.ts'
import type { Windows } from '../windows.ts'

/** A task in a training document: its name, its seed, and its options, which are numbers. */
export interface TaskData {
  readonly kind: 'task'
  readonly name: string
  readonly seed: number
  /** how many sequences train, the first ones; absent: as the task says */
  readonly train?: number
  readonly [option: string]: string | number | undefined
}

/** A number that a task can be told. */
export interface Option {
  readonly usual: number
  readonly from: number
  readonly to: number
  /** is it a whole number? */
  readonly whole: boolean
}

export type Options<Names extends string = string> = Readonly<Record<Names, number>>

/** What is drawn: all sequences, those that train first. */
export interface Drawn {
  readonly items: readonly Item[]
  readonly train: number
  /** the series that the sequences are windows of, where they are */
  readonly windows?: Windows
}

export interface Task {
  readonly options: Readonly<Record<string, Option>>
  /** the sizes of x and y */
  readonly inputs: number
  readonly outputs: number
  readonly kinds: readonly Loss['kind'][]
  readonly at: Loss['at']
  /** do all its sequences usually train in one update, and not in batches? */
  readonly inOneUpdate?: true
  readonly draw: (options: Options, from: Random) => Drawn
  /** the losses to compare with: of the noise alone, of saying the last value again, of guessing */
  readonly baselines: (
    options: Options,
    drawn: Drawn,
  ) => { readonly noise?: number; readonly last?: number; readonly guess?: number }
  /** what was done to its numbers, where they have units */
  readonly scaling?: readonly Scaling[]
  /** what people read beside inputs and outputs, where they have names */
  readonly labels?: { readonly inputs?: readonly string[]; readonly outputs?: readonly string[] }
}

export const whole = (usual: number, from: number, to: number): Option => ({ usual, from, to, whole: true })
export const real = (usual: number, from: number, to: number): Option => ({ usual, from, to, whole: false })

/** Rounded, so that what an engine's own functions leave to chance in the last digits is the same on every machine. */
export const steady = (n: number): number => Math.round(n * 2 ** 40) / 2 ** 40

/** Rows with a 1 at each symbol, 0 elsewhere. */
export function oneHot(symbols: readonly number[], width: number): Float64Array {
  const rows = new Float64Array(symbols.length * width)
  for (const [t, symbol] of symbols.entries()) rows[t * width + symbol] = 1
  return rows
}
