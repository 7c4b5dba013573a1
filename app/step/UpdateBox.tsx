import {
  type Experiment,
  modelOf,
  placesOf,
  problemOf,
  record,
  type Trace,
  withWeights,
} from '../../src/index.ts'
import { Num } from '../figure/Num.tsx'
import { useWords } from '../language/words.ts'
import { change, set, useStore, useTrace } from '../store/store.ts'

/** The experiment with the weights after one step of gradient descent: both biases step, as in PyTorch. */
export function afterUpdate(experiment: Experiment, trace: Trace): Experiment {
  const written = withWeights(experiment)
  const lists = structuredClone(written.model.weights) as Record<string, number[] | number[][]>
  const places = placesOf(modelOf(written.model))
  for (const weight of trace.net.weights) {
    const { tensors, from } = places.get(weight)!
    const { data, shape } = trace.memory(`d:${weight}`)
    const width = shape[1] ?? 1
    for (const name of tensors)
      for (let k = 0; k < data.length; k++) {
        const row = from + Math.floor(k / width)
        const list = lists[name]!
        const step = trace.learningRate * data[k]!
        if (shape.length === 1) (list as number[])[row] = (list as number[])[row]! - step
        else {
          const cells = (list as number[][])[row]!
          cells[k % width] = cells[k % width]! - step
        }
      }
  }
  return { ...written, model: { ...written.model, weights: lists } }
}

/** The learning rate, the loss before and after, and the button that makes the new weights the experiment's. */
export function UpdateBox() {
  const words = useWords()
  const trace = useTrace()
  const experiment = useStore((s) => s.experiment)
  const next = afterUpdate(experiment, trace)
  const finite = Object.values(next.model.weights!).every((list) => list.flat().every(Number.isFinite))
  const after = finite ? record(problemOf(next), trace.learningRate).loss : Number.NaN
  return (
    <div className="update-box">
      <label>
        {words.learningRate}{' '}
        <input
          type="number"
          min="0"
          step="any"
          value={trace.learningRate}
          onChange={(event) => {
            const rate = event.target.valueAsNumber
            if (rate > 0 && rate <= 1000) set({ learningRate: rate })
          }}
        />
      </label>
      <p>
        {words.lossNow} <Num value={trace.loss} name="L" /> → {words.lossAfter} <Num value={after} />
      </p>
      <p className="hint">{words.biasNote}</p>
      <button type="button" disabled={!finite} onClick={() => change(next)}>
        {words.apply}
      </button>
    </div>
  )
}
