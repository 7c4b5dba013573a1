/** What a file holds, before anything is decided about it. */
import type { Experiment } from '../experiment/document.ts'
import type { Said } from './said.ts'
import type { ColumnsReader } from './table/columns.ts'
import type { Sample } from './table/samples.ts'
import type { State } from './weights/state.ts'

/** A file, or what was pasted. */
export interface Source {
  /** absent: it was pasted */
  readonly name?: string
  readonly bytes: Uint8Array
}

export type Content =
  | { readonly kind: 'experiment'; readonly experiment: Experiment }
  | { readonly kind: 'weights'; readonly state: State }
  /** nested lists of numbers: a sequence, or a batch of them */
  | { readonly kind: 'lists'; readonly lists: readonly unknown[] }
  /** `samples`: the series that its rows may be */
  | {
      readonly kind: 'table'
      readonly columns: ColumnsReader
      readonly samples?: readonly Sample[]
      readonly said?: readonly Said[]
    }
  /** several series, each with its class or its name */
  | { readonly kind: 'samples'; readonly samples: readonly Sample[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tags'; readonly sentences: readonly Tagged[] }
  | { readonly kind: 'sentences'; readonly rows: readonly Sentence[]; readonly said: readonly Said[] }

/** Tokens, each with its tag. */
export type Tagged = readonly (readonly [string, string])[]

/** A sentence and its class. */
export interface Sentence {
  readonly text: string
  readonly label: string
}

export interface Recognised {
  readonly source: Source
  readonly content: Content
  /** of a file that is text */
  readonly text?: string
  readonly said: readonly Said[]
}
