/** What data of any kind become: rows of inputs, targets, and the names of both. */
import type { Scaling } from '../../experiment/document.ts'
import type { Preview, Question, Said, Setting } from '../said.ts'

export interface Data {
  readonly inputs: readonly (readonly number[])[]
  /** a target for each row of inputs: numbers, or a class; absent where the data have none */
  readonly targets?: readonly (readonly number[] | number)[]
  /** numbers that a target has, or how many classes there are; absent without targets */
  readonly outputs?: number
  /** are the targets classes? */
  readonly classes: boolean
  /** do all timesteps have a target of their own, as in a text? */
  readonly everyStep?: boolean
  readonly names: {
    readonly inputs?: readonly string[]
    readonly outputs?: readonly string[]
    readonly steps?: readonly string[]
  }
  readonly scaling?: readonly Scaling[]
  readonly said: readonly Said[]
  readonly questions: readonly Question[]
  readonly settings: readonly Setting[]
  /** of a table */
  readonly preview?: Preview
}

/** What the weights that come with data say about their sizes. */
export interface Fit {
  readonly D: number
  readonly K: number
}
