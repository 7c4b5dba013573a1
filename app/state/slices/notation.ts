/** How formulas are written. */
import { type NotationId, notationIds } from '../../../src/index.ts'
import { type Row, type Slice, type Store, word } from './slice.ts'

export interface ReadingChoice {
  readonly notation: NotationId
  readonly gradient: 'partial' | 'adjoint'
  readonly weights: 'split' | 'joined'
}

const start = (): ReadingChoice => ({ notation: 'notes', gradient: 'partial', weights: 'split' })

const rows = {
  notation: word('notation', notationIds, 'notes'),
  gradient: word('gradient', ['partial', 'adjoint'], 'partial'),
  weights: word('weights', ['split', 'joined'], 'split'),
} satisfies Record<string, Row>

const actions = ({ setState: set }: Store) => ({
  /** Writes formulas in another way; what is not named stays. */
  setReading: (choice: Partial<ReadingChoice>): void => set(choice),
})

export const notationSlice = { start, rows, opening: () => ({}), actions } satisfies Slice<ReadingChoice>
