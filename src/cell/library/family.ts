/** A cell of the library with options, which PyTorch has too; nothing outside this folder knows it by its name. */
import type { Entry } from './entry.ts'

/** A choice of an option; the first is the usual one. */
export type Option = readonly string[] | readonly boolean[]

/** Where PyTorch keeps a family's weights: blocks of rows of weight_ih, weight_hh and the two biases. */
export interface Stored {
  /** the index of each row block, in PyTorch's order: W_q, U_q, b_q; '' where there is one block */
  readonly blocks: readonly string[]
  /** the block whose recurrent bias stands apart from the other one, as c_q */
  readonly apart?: string
  /** weights that stand in tensors of their own, by the same name */
  readonly own: readonly string[]
}

export interface Family<
  Id extends string = string,
  Options extends Readonly<Record<string, unknown>> = Readonly<Record<string, unknown>>,
> extends Entry<Id> {
  /** what can be chosen, as a document says it */
  readonly options: Readonly<Record<string, Option>>
  /** what the options change of them, the last first to give way */
  readonly changes: (options: Options) => readonly string[]
  readonly stored: (options: Options) => Stored
  /** what a choice that is no word, such as true, is called in the name of a model: a word without a hyphen */
  readonly words?: Readonly<Record<string, string>>
  /** a choice of options that has a word of its own at the end of such a name, under PyTorch's scheme */
  readonly alias?: { readonly word: string; readonly options: Readonly<Record<string, string | boolean>> }
  /** texts differ in the equations, so that a question about it is asked with them open */
  readonly conventions?: true
  /** the block of the bias that opens the memory's gate: what init.forgetBias sets */
  readonly forgets?: string
}
