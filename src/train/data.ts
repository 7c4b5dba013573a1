/** The sequences of a training document. */
import type { Loss, Model, Sequence } from '../cell/model.ts'
import { stateShapes } from '../cell/parameters.ts'
import { tensor, toLists } from '../tensor/tensor.ts'
import type { Item } from './batch.ts'
import type { Data, TrainingDocument } from './document.ts'
import { drawTask } from './tasks/index.ts'
import type { Drawn } from './tasks/task.ts'
import { windowsOf } from './windows.ts'

/** All sequences, those that train first, and how many these are. */
export function dataOf({ data, model, loss }: Pick<TrainingDocument, 'data' | 'model' | 'loss'>): Drawn {
  const drawn = drawnFrom(data, model.inputSize, loss)
  return data.train === undefined ? drawn : { ...drawn, train: data.train }
}

/** How many sequences there are, how many of them train, and the lengths of the shortest and the longest: of windows without making them. */
export function extentOf(of: Pick<TrainingDocument, 'data' | 'model' | 'loss'>) {
  const { data } = of
  if (data.kind === 'windows') {
    const count = data.series.length - data.window - (data.ahead ?? 1) + 1
    return { count, train: data.train ?? count, shortest: data.window, longest: data.window }
  }
  const { items, train } = dataOf(of)
  const longest = items.reduce((most, { T }) => Math.max(most, T), 0)
  const shortest = items.reduce((least, { T }) => Math.min(least, T), longest)
  return { count: items.length, train, shortest, longest }
}

function drawnFrom(data: Data, D: number, loss: Loss): Drawn {
  switch (data.kind) {
    case 'task':
      return drawTask(data)
    case 'sequences': {
      const items = data.items.map((sequence) => itemOf(sequence, loss))
      return { items, train: items.length }
    }
    case 'windows': {
      const { window, ahead = 1, targetColumns = [0] } = data
      const series = Float64Array.from(data.series.flat())
      const windows = { series, columns: D, window, ahead, targetColumns }
      const items = windowsOf(windows)
      return { items, train: items.length, windows }
    }
  }
}

/** A sequence of a document as a net reads it: of targets only those that are judged. */
function itemOf({ inputs, targets, initialState }: Sequence, { at }: Loss): Item {
  const judged = at === 'last' ? targets.slice(-1) : targets
  return {
    T: inputs.length,
    inputs: Float64Array.from(inputs.flat()),
    targets: Float64Array.from([...judged].flat()),
    ...(initialState && {
      initial: new Map(
        Object.entries(initialState).map(([name, value]) => [name, Float64Array.from([value].flat(2))]),
      ),
    }),
  }
}

/** A sequence as an experiment document holds it. */
export function sequenceOf({ T, inputs, targets, initial }: Item, model: Model, loss: Loss): Sequence {
  const shapes = stateShapes(model)
  const classes = loss.kind === 'cross-entropy'
  return {
    inputs: rowsOf(inputs, inputs.length / T),
    targets: classes ? Array.from(targets) : rowsOf(targets, model.outputSize),
    ...(initial && {
      initialState: Object.fromEntries(
        [...initial].map(([name, value]) => [name, toLists(tensor(shapes.get(name)!, value))]),
      ),
    }),
  }
}

const rowsOf = (of: Float64Array, width: number): number[][] =>
  Array.from({ length: of.length / width }, (_, i) => Array.from(of.subarray(i * width, (i + 1) * width)))
