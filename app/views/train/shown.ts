/** What is shown of each net: its document as it is set, and its run, which may belong to a document before. */
import type { ExperimentModel, Mistake, TrainingDocument } from '../../../src/index.ts'
import { isSameData, isSameDocument, type Training } from '../../state/training.ts'
import type { BuiltDocument } from './documents.ts'

export interface Shown {
  /** its place in the list, which has its colour */
  readonly model: number
  /** of the net that the run trains, where there is one; else of the net that is set */
  readonly name: string
  readonly document: TrainingDocument | undefined
  readonly mistake: Mistake | undefined
  readonly run: Training | undefined
  /** belongs the run to a document that was changed since? */
  readonly isOld: boolean
  /** does it learn other data than those that are set? */
  readonly isElsewhere: boolean
}

/** Each net with its run: that of its document, else the one that began at its place. */
export function shownOf(
  made: readonly BuiltDocument[],
  names: readonly string[],
  runs: readonly Training[],
  nameOf: (model: ExperimentModel) => string,
): readonly Shown[] {
  const own = made.map((each) =>
    each.ok ? runs.find(({ document }) => isSameDocument(document, each.document)) : undefined,
  )
  return made.map((each, model) => {
    const before = runs[model]
    const run = own[model] ?? (before && !own.includes(before) ? before : undefined)
    const isOld = run !== undefined && run !== own[model]
    return {
      model,
      name: isOld ? nameOf(run.document.model) : names[model]!,
      document: each.ok ? each.document : undefined,
      mistake: each.ok ? undefined : each.mistake,
      run,
      isOld,
      isElsewhere: isOld && each.ok && !isSameData(run.document.data, each.document.data),
    }
  })
}

/** What figures show of each net: a run of other data has no place in them. */
export const figured = (shown: readonly Shown[], names: readonly string[]): readonly Shown[] =>
  shown.map((each) =>
    each.isElsewhere
      ? { ...each, name: names[each.model]!, run: undefined, isOld: false, isElsewhere: false }
      : each,
  )

/** The document of what is seen: of a run of what is set, else of a run before, else what is set. */
export function documentSeen(shown: readonly Shown[]): TrainingDocument | undefined {
  const seen = shown.find(({ run, isOld }) => run && !isOld) ?? shown.find(({ run }) => run)
  return seen?.run?.document ?? shown.find(({ document }) => document)?.document
}
