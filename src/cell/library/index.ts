/** The cells of the library, by their ids. */
import type { Family } from './family.ts'
import { gru } from './gru.ts'
import { lstm } from './lstm.ts'
import { rnn } from './rnn.ts'

const all = { rnn, lstm, gru } as const

export type FamilyId = keyof typeof all

export const families: Readonly<Record<FamilyId, Family>> = all as unknown as Readonly<
  Record<FamilyId, Family>
>
export const familyIds = Object.keys(all) as readonly FamilyId[]
