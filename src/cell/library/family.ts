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

/** A module of torch.nn that computes a cell: its name, and arguments that it needs beside the sizes. */
export interface TorchModule {
  readonly name: string
  readonly args?: string
}

/** The notes' (as colah and most Chinese texts), PyTorch's, and Graves'. */
export type NotationId = 'notes' | 'pytorch' | 'graves'

/** A letter with its index, or below an accent. */
export interface WrittenLetter {
  readonly base: string
  readonly sub?: string
  readonly accent?: 'tilde'
}

/** How a notation writes the symbols of a cell. */
export interface CellLetters {
  /** the index of each gate in the names of its weights and its pre-activation, by the index that it has here; '' where there is none */
  readonly index: Readonly<Record<string, string>>
  readonly letters?: Readonly<Record<string, WrittenLetter>>
  /** letters, also of the head, that hold in nets of this cell only */
  readonly alone?: Readonly<Record<string, WrittenLetter>>
  /** of the gradients, where they have letters of their own */
  readonly adjoints?: Readonly<Record<string, WrittenLetter>>
  /** W and U are never written as one matrix */
  readonly apart?: true
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
  /** the module of PyTorch that has these equations; undefined where none has */
  readonly module: (options: Options) => TorchModule | undefined
  readonly letters: Readonly<Record<NotationId, CellLetters>>
  /** what a choice that is no word, such as true, is called in the name of a model: a word without a hyphen */
  readonly words?: Readonly<Record<string, string>>
  /** a choice of options that has a word of its own at the end of such a name, under PyTorch's scheme */
  readonly alias?: { readonly word: string; readonly options: Readonly<Record<string, string | boolean>> }
  /** texts differ in the equations, so that a question about it is asked with them open */
  readonly conventions?: true
  /** the block of the bias that opens the memory's gate: what init.forgetBias sets */
  readonly forgets?: string
}
