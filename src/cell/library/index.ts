/** The cells of the library, in the order in which each changes something of one before it. */
import { deltanet } from './deltanet.ts'
import type { Entry, Said } from './entry.ts'
import type { Family } from './family.ts'
import { gatedDeltanet } from './gated-deltanet.ts'
import { gatedDeltanetMisprint } from './gated-deltanet-misprint.ts'
import { gru } from './gru.ts'
import { indrnn } from './indrnn.ts'
import { janet } from './janet.ts'
import { lstm } from './lstm.ts'
import { mgu } from './mgu.ts'
import { mingru } from './mingru.ts'
import { minlstm } from './minlstm.ts'
import { mlstm } from './mlstm.ts'
import { qrnn } from './qrnn.ts'
import { retention } from './retention.ts'
import { rgLru } from './rg-lru.ts'
import { rnn } from './rnn.ts'
import { rotation } from './rotation.ts'
import { selectiveSsm } from './selective-ssm.ts'
import { slstm } from './slstm.ts'
import { sru } from './sru.ts'
import { ugrnn } from './ugrnn.ts'

const withOptions = { rnn, lstm, gru } as const

/** A cell that a document may name by its id; any other stands there with its equations. */
export type FamilyId = keyof typeof withOptions

export const families: Readonly<Record<FamilyId, Family>> = withOptions as unknown as Readonly<
  Record<FamilyId, Family>
>

/** The cells of the library that have options, in its order. */
export const familyIds = Object.keys(withOptions) as readonly FamilyId[]

const plain = [
  ugrnn,
  mgu,
  janet,
  indrnn,
  sru,
  qrnn,
  mingru,
  minlstm,
  slstm,
  mlstm,
  retention,
  deltanet,
  gatedDeltanet,
  gatedDeltanetMisprint,
  selectiveSsm,
  rgLru,
  rotation,
] as const

/** The id of a cell of the library. */
export type LibraryId = FamilyId | (typeof plain)[number]['id']

/** Every cell of the library: those with options first, then the plain texts. */
export const library: readonly Entry<LibraryId>[] = [rnn, lstm, gru, ...plain]

/** What people call each cell, in one language. */
export const libraryNames = (language: keyof Said): Readonly<Record<LibraryId, string>> =>
  Object.fromEntries(library.map(({ id, names }) => [id, names[language]])) as Record<LibraryId, string>
