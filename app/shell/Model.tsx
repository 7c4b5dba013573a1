/** What the net is made of: its cell, sizes, loss and weights. */
import { type ComponentProps, useEffect, useState } from 'react'
import {
  type Change,
  type Experiment,
  forgetBiasOf,
  type Init,
  modelOf,
  redrawn,
  reshaped,
  schemes,
} from '../../src/index.ts'
import { later } from '../parts/boundary/later.tsx'
import { CellChoice } from '../parts/cell/CellChoice.tsx'
import { CellOptions } from '../parts/cell/CellOptions.tsx'
import { SizeField } from '../parts/cell/SizeField.tsx'
import { useSession } from '../state/context.ts'
import { useStore } from '../state/store.ts'
import ui from '../ui/ui.module.css'
import { useWords } from '../words/words.ts'
import { Layers } from './Layers.tsx'
import styles from './Model.module.css'
import { Named } from './Named.tsx'

const LossMore = later(() => import('./LossMore.tsx'))

/** Cell, sizes, loss and weights; each change is one entry in the history and keeps what still fits. */
export function Model({ onWrite }: { readonly onWrite: () => void }) {
  const session = useSession()
  const words = useWords()
  const experiment = useStore((s) => s.experiment)
  const [seed, setSeed] = useState(experiment.model.init?.seed ?? 1)
  const model = modelOf(experiment.model)
  const { modelFields: fields, modelChoices: names } = words
  const apply = (what: Change) => session.change(reshaped(experiment, what, seed))
  // Each digit of a size changes the experiment as it was before the typing: on the way to 16 the net is not cut down to 1 unit.
  const resize = (what: Change) => session.drag(reshaped(session.get().before ?? experiment, what, seed))
  const pick = <Word extends string>(
    label: string,
    value: Word,
    order: readonly Word[],
    choices: Readonly<Record<Word, string>>,
    made: (word: Word) => Change,
  ) => (
    <Named
      label={label}
      value={value}
      order={order}
      choices={choices}
      onChange={(word) => apply(made(word))}
    />
  )
  const { loss } = experiment
  const kinds: readonly Experiment['loss']['kind'][] = ['mse', 'cross-entropy', 'bce', 'linear']
  return (
    <div className={styles.net}>
      <CellChoice of={model} onChoose={(cell) => apply({ model: { cell } })} onWrite={onWrite} />
      <CellOptions model={model} onChange={(changed) => apply({ model: changed })} />
      <p className={`${ui.hint} ${styles.drawn}`}>{words.cellChoice.drawn}</p>
      <Size
        label={fields.hiddenSize}
        value={model.hiddenSize}
        most={64}
        onChange={(hiddenSize) => resize({ model: { hiddenSize } })}
      />
      <Size
        label={fields.inputSize}
        value={model.inputSize}
        most={64}
        onChange={(inputSize) => resize({ model: { inputSize } })}
      />
      <Size
        label={fields.outputSize}
        value={model.outputSize}
        most={64}
        onChange={(outputSize) => resize({ model: { outputSize } })}
      />
      <Size
        label={fields.steps}
        value={experiment.sequence.inputs.length}
        most={200}
        onChange={(steps) => resize({ steps })}
      />
      {pick(fields.loss, loss.kind, kinds, names, (kind) => ({ loss: { kind } }))}
      {pick(fields.at, loss.at, ['last', 'all'], names, (at) => ({ loss: { at } }))}
      {pick(fields.reduction, loss.reduction, ['mean', 'sum', 'half'], names, (reduction) => ({
        loss: { reduction },
      }))}
      <LossMore />
      <Layers
        reshape={(model) => reshaped(experiment, { model }, seed)}
        onChange={(next) => session.change(next)}
      />
      <RandomWeights seed={seed} onSeed={setSeed} />
    </div>
  )
}

interface RandomWeightsProps {
  readonly seed: number
  readonly onSeed: (seed: number) => void
}

/** Draws the weights anew: by a scheme, from a seed. */
function RandomWeights({ seed, onSeed }: RandomWeightsProps) {
  const session = useSession()
  const words = useWords()
  const experiment = useStore((s) => s.experiment)
  const [scheme, setScheme] = useState<Init['scheme']>('pytorch')
  const [forgetBias, setForgetBias] = useState('')
  const model = modelOf(experiment.model)
  const { modelFields: fields, modelChoices: names } = words
  const draw = (next: number) => {
    onSeed(next)
    const bias = Number(forgetBias)
    const withBias = forgetBias !== '' && Number.isFinite(bias) && forgetBiasOf(model) !== undefined
    session.change(redrawn(experiment, { scheme, seed: next, ...(withBias ? { forgetBias: bias } : {}) }))
  }
  return (
    <fieldset>
      <legend>{words.randomWeights}</legend>
      <Named
        label={fields.scheme}
        value={scheme}
        order={schemes}
        choices={words.schemes}
        onChange={setScheme}
      />
      {forgetBiasOf(model) !== undefined && (
        <label>
          {fields.forgetBias}{' '}
          <input
            inputMode="decimal"
            size={14}
            value={forgetBias}
            placeholder={names.asDrawn}
            onChange={(event) => setForgetBias(event.target.value)}
          />
        </label>
      )}
      <label>
        {words.seed}{' '}
        <input
          type="number"
          min={0}
          max={4294967295}
          value={seed}
          onChange={(event) =>
            Number.isInteger(event.target.valueAsNumber) &&
            event.target.valueAsNumber >= 0 &&
            event.target.valueAsNumber < 2 ** 32 &&
            onSeed(event.target.valueAsNumber)
          }
        />
      </label>
      <button type="button" onClick={() => draw(seed)}>
        {words.aside(words.randomWeights, `${words.seed} ${seed}`)}
      </button>
      <button type="button" onClick={() => draw((seed + 1) % 2 ** 32)}>
        {words.aside(words.newSeed, String((seed + 1) % 2 ** 32))}
      </button>
    </fieldset>
  )
}

/** A size of the net. */
function Size(props: Pick<ComponentProps<typeof SizeField>, 'label' | 'value' | 'most' | 'onChange'>) {
  const session = useSession()
  const opened = useStore((s) => s.opened)
  // However the field is left, what was typed is one entry of the history.
  useEffect(() => session.settle, [session])
  return <SizeField of={opened} {...props} onWrong={session.giveUp} onLeave={session.settle} />
}
