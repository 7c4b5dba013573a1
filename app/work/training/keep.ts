/** What is kept of a run. */
import type { Kept, TrainingDocument, TrainingRun } from '../../../src/index.ts'
import type { Begin } from './messages.ts'
import type { ShelfFacts } from './shelf.ts'

/** What is known of a kept run without reading it. */
export function shelfFacts(
  { place, settings, patience }: Begin,
  together: string,
  run: TrainingRun,
  ended: boolean,
): ShelfFacts {
  const { model, data, ...rest } = run.document
  const { weights: _, ...named } = model
  const title = {
    ...rest,
    model: named,
    data: data.kind === 'task' ? data : { ...data, series: [], items: [] },
  }
  return {
    place,
    saved: Date.now(),
    done: run.done(),
    updates: run.order.updates,
    updatesPerEpoch: run.order.updatesPerEpoch,
    ended,
    patience,
    settings,
    together,
    document: title as TrainingDocument,
  }
}

/** The run as it was after so many updates, as if it had been kept then. */
export function keptAt(run: TrainingRun, done: number): Kept {
  const { best, checkpoints } = run.keep()
  return {
    ...run.stateAt(done),
    done,
    losses: run.losses.slice(0, done),
    gradNorms: run.gradNorms.slice(0, done),
    ...(best && best.done <= done ? { best } : {}),
    checkpoints: checkpoints?.filter(({ update }) => update <= done) ?? [],
  }
}
