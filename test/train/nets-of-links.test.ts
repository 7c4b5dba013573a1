/** What a link says of the view Train becomes documents, and what is damaged is told. */
import { expect, test } from 'vitest'
import { builtIn } from '../../app/state/experiments.ts'
import {
  besideItsStart,
  besideTheirStarts,
  entryOf,
  layersOfEntry,
  netOfChoice,
} from '../../app/state/models.ts'
import { documentOf, subjectOf } from '../../app/views/train/documents.ts'
import { netOf, textOfNet } from '../../app/views/train/nets.ts'
import { setupOf } from '../../app/views/train/setup.ts'
import {
  checkTraining,
  dataOf,
  english,
  mistakeIn,
  modelNamed,
  modelNames,
  modelOf,
  reshaped,
  taskNames,
} from '../../src/index.ts'
import { runs } from './documents.ts'

const experiment = builtIn('store-and-ask')!
const made = (params: Parameters<typeof setupOf>[0]) => {
  const setup = setupOf(params, experiment, null)
  return { setup, documents: setup.nets.map((net) => documentOf(net, setup, experiment, null)) }
}

test('the program of the notes is what is trained as usual', () => {
  const { documents, setup } = made({})
  expect(setup.mistakes).toEqual([])
  expect(documents).toHaveLength(1)
  const [first] = documents
  if (!first?.ok) throw new Error('no document')
  expect(first.document).toMatchObject({
    model: { cell: 'lstm', hiddenSize: 64 },
    data: { kind: 'task', name: 'sine' },
    training: { optimizer: { kind: 'adam', lr: 0.001 }, clipNorm: 0.5, epochs: 100, batch: 'full' },
  })
  expect(made({}).documents[0]).toBe(first)
})

test('a trained net is compared with itself as it was drawn', () => {
  const { documents } = made({ nets: 'lstm-bf=2:7/gru-torch:4' })
  const [first] = documents
  if (!first?.ok) throw new Error('no document')
  const [start, trained] = besideItsStart(first.document.model).split(',')
  expect(trained).toBe('@')
  const entry = entryOf(start!, experiment)!
  expect(layersOfEntry(entry)).toMatchObject([
    { cell: 'lstm', hiddenSize: 7 },
    { cell: 'gru', hiddenSize: 4 },
  ])
  expect(entry).toMatchObject({ choice: { init: { scheme: 'pytorch', forgetBias: 2 } } })
  // What no name of a comparison says stands there alone.
  const both = made({ nets: 'lstm-torch:8:both' }).documents[0]
  expect(both?.ok && besideItsStart(both.document.model)).toBe('@')
})

test('every model of a comparison can be trained as it is, layer by layer', () => {
  for (const name of [...modelNames, 'lstm+gru-torch', 'rnn+lstm-bf=2', 'rnn+rnn+rnn-torch']) {
    const choice = modelNamed(name)!
    const { documents, setup } = made({ nets: netOfChoice(choice, 5) })
    expect(setup.mistakes, name).toEqual([])
    const [first] = documents
    if (!first?.ok) throw new Error(name)
    const { cell, above = [] } = choice.model
    const { model } = first.document
    expect([model.cell, ...(model.above ?? []).map((each) => each.cell)], name).toEqual([
      cell,
      ...above.map((each) => each.cell),
    ])
    expect(model.init?.scheme, name).toBe(choice.init.scheme)
  }
})

test('every task has documents for nets of every kind, and every net is its name again', () => {
  const nets = [
    'rnn-relu-torch:5',
    'mgu-torch:4',
    'lstm-bf=1:3:both/rnn-torch:2',
    'lstm-torch:4/lstm-torch:3',
  ]
  for (const text of nets) expect(textOfNet(netOf(text, experiment)!)).toBe(text)
  for (const task of taskNames) {
    const { documents, setup } = made({ task, nets: nets.join() })
    expect(setup.mistakes, task).toEqual([])
    expect(
      documents.map(({ ok }) => ok),
      task,
    ).toEqual([true, true, true, true])
  }
})

test('what is damaged is told, and the usual value taken', () => {
  const params = {
    task: 'constructor',
    nets: 'lstm-torch:0,__proto__:3,gru-torch:9999,rnn-torch:3:sideways',
    options: 'points=1e99,__proto__=3,window=7',
    lr: 'fast',
    batch: '-3',
    epochs: '0',
  }
  const { setup, documents } = made(params)
  expect(new Set(setup.mistakes.map(({ param }) => param))).toEqual(
    new Set(['task', 'nets', 'options', 'lr', 'batch', 'epochs']),
  )
  expect(setup.options).toEqual({ window: 7 })
  expect(documents[0]?.ok).toBe(true)
})

test('a batch that is larger than the data is told where the net is', () => {
  const [first] = made({ batch: '5000' }).documents
  expect(first?.ok).toBe(false)
})

test('a document that is brought is trained as it says', () => {
  for (const { training, name } of runs) {
    const checked = checkTraining(training)
    if (!checked.ok) throw new Error(checked.error)
    const setup = setupOf({ task: 'brought' }, experiment, checked.value)
    const found = documentOf(setup.nets[0]!, setup, experiment, checked.value)
    if (!found.ok) throw new Error(name)
    // One layer in both directions is written as "bidirectional" too, which is the same model.
    expect(modelOf(found.document.model), name).toEqual(modelOf(checked.value.model))
    expect(found.document.model.weights, name).toEqual(checked.value.model.weights)
    expect(subjectOf(setup, experiment, checked.value).data, name).toBe(checked.value.data)
    expect(found.document.training.optimizer, name).toMatchObject(checked.value.training.optimizer)
  }
})

test('all nets of a training are compared, beside their starts where there is room for them', () => {
  const { documents } = made({ nets: 'lstm-bf=1:3,rnn-torch:4,gru-torch:2,mgu-torch:4' })
  const models = documents.map((each) => (each.ok ? each.document.model : expect.fail()))
  const trained = models.map((model, i) => ({ ...experiment, title: `net ${i}`, model }))
  const entries = (count: number) =>
    besideTheirStarts(models.slice(0, count))
      .split(',')
      .map((name) => entryOf(name, experiment, trained)!)
  expect(entries(4).map((entry) => entry.kind === 'given' && entry.experiment)).toEqual(trained)
  const three = entries(3)
  expect(three.map(({ kind }) => kind)).toEqual(['drawn', 'given', 'drawn', 'given', 'drawn', 'given'])
  for (const [i, entry] of three.entries())
    expect(layersOfEntry(entry)[0]!.hiddenSize).toBe([3, 4, 2][i >> 1])
  // Where the session that trained them has ended, the link is told not to know them.
  expect(entryOf('@trained-1', experiment)).toBeUndefined()
})

test('a net that does not fit the data is told by what it takes, not by the labels of a document', () => {
  const [{ training }] = runs as [(typeof runs)[number]]
  const checked = checkTraining(training)
  if (!checked.ok) throw new Error(checked.error)
  const { inputSize, outputSize } = checked.value.model
  const named = { inputs: Array.from({ length: inputSize }, (_, i) => `column ${i}`) }
  const brought = { ...checked.value, labels: named }
  const wide = reshaped(experiment, { model: { inputSize: inputSize + 1, outputSize } }, 1)
  const setup = setupOf({ task: 'brought', nets: '@' }, wide, brought)
  const made = documentOf(setup.nets[0]!, setup, wide, brought)
  const said = made.ok ? '' : mistakeIn(made.mistake, english)
  expect(said).toBe(
    `this net: it takes ${inputSize + 1} inputs, and the data give ${inputSize}; its inputs are changed under Model`,
  )
  const many = reshaped(experiment, { model: { inputSize, outputSize: outputSize + 2 } }, 1)
  const other = documentOf(setup.nets[0]!, setup, many, brought)
  expect(other.ok ? '' : other.mistake.expected.id).toBe('outputsOfData')
})

test('a net that an opened document draws is changed as any other; one with weights of its own is the document’s', () => {
  const drawn = { scheme: 'pytorch', seed: 1 }
  const [{ training: own }] = runs as [(typeof runs)[number]]
  const { weights: _, ...rest } = (own as { model: Record<string, unknown> }).model
  const netsOf = (model: object, seed?: number) => {
    const given = own as { training: object }
    const checked = checkTraining({ ...given, model, training: { ...given.training, seed } })
    if (!checked.ok) throw new Error(checked.error)
    const setup = setupOf({ task: 'brought' }, experiment, checked.value)
    const found = documentOf(setup.nets[0]!, setup, experiment, checked.value)
    expect(found.ok && found.document.model).toEqual(checked.value.model)
    return setup.nets.map(({ kind }) => kind)
  }
  expect(netsOf({ ...rest, init: drawn }, 1)).toEqual(['drawn'])
  // Another seed than that of its order would be drawn otherwise.
  expect(netsOf({ ...rest, init: drawn }, 2)).toEqual(['document'])
  expect(netsOf((own as { model: object }).model, 1)).toEqual(['document'])
})

test('the window over an opened series is set in the view: the same rows train, and the same targets are held out', () => {
  const series = Array.from({ length: 40 }, (_, t) => [Math.sin(t), t])
  const checked = checkTraining({
    format: 'unrolled-training/1',
    model: { cell: 'lstm', inputSize: 2, outputSize: 1, hiddenSize: 2, init: { scheme: 'pytorch', seed: 1 } },
    data: { kind: 'windows', series, window: 10, train: 24 },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
    training: { optimizer: { kind: 'adam', lr: 0.01 }, epochs: 2, batch: 1, seed: 1 },
  })
  if (!checked.ok) throw new Error(checked.error)
  const heldOut = (options: string) => {
    const setup = setupOf({ task: 'brought', options }, experiment, checked.value)
    const found = documentOf(setup.nets[0]!, setup, experiment, checked.value)
    if (!found.ok) throw new Error(mistakeIn(found.mistake, english))
    const { items, train } = dataOf(found.document)
    expect(items[train - 1]!.targets[0]).toBe(series[33]![0])
    return { T: items[0]!.T, targets: items.slice(train).map(({ targets }) => targets[0]) }
  }
  const { T, targets } = heldOut('')
  expect([T, targets]).toEqual([10, series.slice(34).map(([v]) => v)])
  for (const window of [1, 4, 33]) expect(heldOut(`window=${window}`)).toEqual({ T: window, targets })
  // One more would leave none to train on.
  const { mistakes } = setupOf({ task: 'brought', options: 'window=34' }, experiment, checked.value)
  expect(mistakes).toMatchObject([{ param: 'options', text: 'window=34' }])
})
