/** What is shown of each net: its document as it is set, and its run, which may belong to a document before. */
import type { Mistake, TrainingDocument } from '../../../src/index.ts'
import { isSameDocument, type Training } from '../../state/training.ts'
import type { Made } from './documents.ts'

export interface Shown {
  /** its place in the list, which has its colour */
  readonly model: number
  readonly name: string
  readonly document: TrainingDocument | undefined
  readonly mistake: Mistake | undefined
  readonly run: Training | undefined
  /** belongs the run to a document that was changed since? */
  readonly isOld: boolean
}

/** Each net with its run: that of its document, else the one that began at its place. */
export function shownOf(
  made: readonly Made[],
  names: readonly string[],
  runs: readonly Training[],
): readonly Shown[] {
  const own = made.map((each) =>
    each.ok ? runs.find(({ document }) => isSameDocument(document, each.document)) : undefined,
  )
  return made.map((each, model) => {
    const before = runs[model]
    const run = own[model] ?? (before && !own.includes(before) ? before : undefined)
    return {
      model,
      name: names[model]!,
      document: each.ok ? each.document : undefined,
      mistake: each.ok ? undefined : each.mistake,
      run,
      isOld: run !== undefined && run !== own[model],
    }
  })
}
