/** The lines of PyTorch, Keras or onnxruntime that read the same file and must give the same outputs. */
import type { Experiment } from '../experiment/document.ts'
import type { Plan } from './plan.ts'
import type { TensorRow } from './weights/model.ts'

/** How Python reads the tensors of a file, by how its name ends; `file` is its name as a Python text. */
const readers: Readonly<Record<string, (file: string) => readonly string[]>> = {
  ...Object.fromEntries(
    ['pt', 'pth', 'ckpt', 'tar', 'bin'].map((ending) => [
      ending,
      (file: string) => [`file = torch.load(${file}, map_location="cpu")`],
    ]),
  ),
  safetensors: (file) => ['from safetensors.torch import load_file', `file = load_file(${file})`],
  npz: (file) => [
    'import numpy',
    `file = {k: torch.tensor(v.astype(float)) for k, v in numpy.load(${file}).items()}`,
  ],
}

const cellParts: readonly string[] = ['input', 'recurrent', 'joined', 'bias']
const modules = { lstm: 'LSTM', gru: 'GRU', rnn: 'RNN' } as const

/** The lines for a file with weights; undefined where no few lines say it. */
export function proofOf(plan: Plan, name: string): string | undefined {
  const { tensors, said, settings, experiment } = plan
  if (!tensors || experiment.sequence.initialState) return undefined
  const layout = said.find((each) => each.id === 'layout')?.layout ?? 'pytorch'
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const file = JSON.stringify(name)
  if (layout === 'pytorch')
    return Object.hasOwn(readers, ending)
      ? torchLines(experiment, tensors, readers[ending]!(file))
      : undefined
  // These run the whole model, which then reads what the experiment reads and says what it says.
  const remarks = said.flatMap((each) => (each.id === 'remark' ? [each.remark] : []))
  const isMore = said.some(({ id }) => ['between', 'output', 'wideHead'].includes(id))
  const hasNoConfiguration =
    remarks.some((remark) => ['usualActivations', 'oldGates'].includes(remark)) ||
    settings.some(({ option }) => option === 'activation')
  if (
    isMore ||
    hasNoConfiguration ||
    remarks.includes('initialState') ||
    tensors.some(({ became }) =>
      ['embedding', 'before', 'after', 'otherLayer', 'otherModule'].includes(became),
    )
  )
    return undefined
  const x = written(experiment)
  if (layout === 'keras' && /^(h5|hdf5|keras)$/.test(ending))
    return [
      'import keras, numpy',
      `model = keras.models.load_model(${file})`,
      `x = numpy.array([${x}])`,
      'print(model(x))',
    ].join('\n')
  if (layout === 'onnx')
    return [
      'import numpy, onnxruntime',
      `session = onnxruntime.InferenceSession(${file})`,
      `x = numpy.array(${x}, dtype=numpy.float32)[:, None]`,
      'print(session.run(None, {session.get_inputs()[0].name: x}))',
    ].join('\n')
  return undefined
}

const written = ({ sequence }: Experiment): string => JSON.stringify(sequence.inputs)

function torchLines(
  experiment: Experiment,
  tensors: readonly TensorRow[],
  read: readonly string[],
): string | undefined {
  const { model } = experiment
  const { cell, above = [], direction, activation = 'tanh' } = model
  const isOne = above.every(
    (each) => each.cell === cell && each.hiddenSize === model.hiddenSize && each.direction === direction,
  )
  const module = typeof cell === 'string' ? modules[cell as keyof typeof modules] : undefined
  if (!module || !isOne || direction === 'backward') return undefined
  // Weights that a file has in parts, or under names of its own, are not loaded in one line each.
  if (tensors.some((row) => cellParts.includes(row.became) && placeIn(row) === undefined)) return undefined
  const state = tensors.flatMap((row) => {
    const place = placeIn(row)
    return place ? [`    "${place}": at(${JSON.stringify(row.name)}),`] : []
  })
  const part = (became: TensorRow['became']) => tensors.find((row) => row.became === became)?.name
  const [weight, bias] = [part('head'), part('headBias')]
  const options = [
    model.inputSize,
    model.hiddenSize,
    `num_layers=${above.length + 1}`,
    `bidirectional=${direction === 'both' ? 'True' : 'False'}`,
    ...(tensors.some(({ became }) => became === 'bias') ? [] : ['bias=False']),
    ...(activation === 'tanh' ? [] : [`nonlinearity="${activation}"`]),
  ]
  const y = weight
    ? `h @ at(${JSON.stringify(weight)}).T${bias ? ` + at(${JSON.stringify(bias)})` : ''}`
    : 'h'
  return [
    'import torch',
    ...read,
    'def tensors(of, path=""):',
    '    if torch.is_tensor(of): return {path: of}',
    '    inside = of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, (list, tuple)) else []',
    '    return {k: v for key, each in inside for k, v in tensors(each, f"{path}.{key}").items()}',
    'def at(name):',
    '    return next(v for k, v in tensors(file).items() if k.endswith("." + name)).double()',
    `net = torch.nn.${module}(${options.join(', ')}).double()`,
    'net.load_state_dict({',
    ...state,
    '})',
    `x = torch.tensor(${written(experiment)}, dtype=torch.float64)`,
    'h, _ = net(x)',
    `y = ${y}`,
    'print(y.tolist())',
  ].join('\n')
}

/** Where a tensor of the cell stands in a module of PyTorch: weight_ih_l1_reverse. */
function placeIn({ name, weights: [first] }: TensorRow): string | undefined {
  const part = /(weight_ih|weight_hh|bias_ih|bias_hh)(_l\d+)?(_reverse)?$/.exec(name)?.[1]
  if (part === undefined || first === undefined) return undefined
  const [, layer = '0', reverse = ''] = /(?:_l(\d+))?(_reverse)?$/.exec(first)!
  return `${part}_l${layer}${reverse}`
}
