/** The weights of a model become those of the experiment on the page; its inputs, targets and labels stay where they fit. */
import { check, type Experiment, type Result } from '../../../src/index.ts'
import { fromKeras, fromKerasList, isKeras } from './keras.ts'
import { type Note, type Read, short, sizeBeyond } from './notes.ts'
import { hasCell, type Layers, layersOf, notFinite, type State, stateIn } from './state.ts'

/** Reads weights, by the names of PyTorch or of Keras; undefined where a value holds none. */
export function readWeights(given: unknown, current: Experiment): Result<Read> | undefined {
  const list = Array.isArray(given) ? fromKerasList(given) : undefined
  const state = list ?? stateIn(given, (each) => hasCell(each) || isKeras(each))
  if (!state) return undefined
  const keras = list !== undefined || isKeras(state)
  return withState(!list && keras ? fromKeras(state) : state, current, keras)
}

const zeros = (n: number): number[] => Array.from({ length: n }, () => 0)
const identity = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => zeros(n).map((_, j) => (i === j ? 1 : 0)))

function withState(state: State, current: Experiment, keras: boolean): Result<Read> {
  const layers = layersOf(state)
  if ('ok' in layers) return layers
  const { H, D, blocks } = layers
  const headKey = layers.heads[0]
  const outputSize = headKey === undefined ? H : (state[headKey] as readonly unknown[]).length
  const beyond = sizeBeyond({ inputSize: D, hiddenSize: H, outputSize })
  if (beyond) return beyond
  const biasKey = headKey?.replace(/weight$/, 'bias')
  const used = [...Object.values(layers.cell), headKey, biasKey].filter((key) => key !== undefined)
  for (const key of used) {
    const mistake = notFinite(state[key], key)
    if (mistake) return mistake
  }
  const zero: string[] = []
  const vector = (name: string, key: string | undefined, n: number): unknown => {
    const found = key === undefined ? undefined : state[key]
    if (found === undefined) zero.push(name)
    return found ?? zeros(n)
  }
  // Without a head the net says h itself.
  const head = headKey === undefined ? identity(H) : (state[headKey] as number[][])
  const K = head.length
  const bias = headKey === undefined ? zeros(K) : vector(biasKey!, biasKey, K)
  const cell = ({ 1: 'rnn', 3: 'gru', 4: 'lstm' } as const)[blocks as 1 | 3 | 4]
  const kerasBias = keras && layers.cell.bias_hh_l0 === undefined
  const model = {
    cell,
    inputSize: D,
    hiddenSize: H,
    outputSize: K,
    // Keras adds one bias before the reset gate has its product, and two where it comes after.
    ...(cell === 'gru' && kerasBias ? { resetAfter: false } : {}),
    weights: {
      weight_ih_l0: state[layers.cell.weight_ih_l0!],
      weight_hh_l0: state[layers.cell.weight_hh_l0!],
      bias_ih_l0: vector('bias_ih_l0', layers.cell.bias_ih_l0, blocks * H),
      bias_hh_l0: kerasBias ? zeros(blocks * H) : vector('bias_hh_l0', layers.cell.bias_hh_l0, blocks * H),
      'head.weight': head,
      'head.bias': bias,
    },
  }
  const data = dataFor(current, { cell, D, H, K })
  const result = check({
    format: current.format,
    model,
    sequence: data.sequence,
    loss: current.loss,
    ...data.labels,
  })
  if (!result.ok) return result
  return {
    ok: true,
    value: {
      kind: 'weights',
      experiment: result.value,
      notes: [
        ...data.notes,
        ...headNotes(state, layers, used, keras),
        ...(zero.length > 0 ? [{ kind: 'zero', about: zero } as const] : []),
      ],
    },
  }
}

/** What is said of the head, and of what the file has besides. */
function headNotes(
  state: State,
  { heads, cell, blocks, H }: Layers,
  used: readonly string[],
  keras: boolean,
): Note[] {
  const [head, ...after] = heads
  const behind = Object.keys(state).slice(Object.keys(state).indexOf(head ?? cell.weight_hh_l0!) + 1)
  const next = [
    ...new Set([...after, ...behind.filter((key) => isMatrix(state[key]) && !used.includes(key))]),
  ]
  const ignored = Object.keys(state).filter((key) => !used.includes(key) && !next.includes(key))
  return [
    ...(keras ? [{ kind: 'keras', about: [] } as const] : []),
    head === undefined ? { kind: 'identity', about: [String(H)] } : { kind: 'head', about: [short(head)] },
    ...(next.length > 0 ? [{ kind: 'after', about: next.map(short) } as const] : []),
    ...(blocks === 1 ? [{ kind: 'activation', about: [] } as const] : []),
    ...(ignored.length > 0 ? [{ kind: 'ignored', about: ignored.map(short) } as const] : []),
  ]
}

const isMatrix = (tensor: unknown): boolean => Array.isArray(tensor) && Array.isArray(tensor[0])

interface Sizes {
  readonly cell: string
  readonly D: number
  readonly H: number
  readonly K: number
}

type Part = 'inputs' | 'targets' | 'someTargets' | 'inputNames' | 'outputNames' | 'stepNames' | 'initialState'

/** The data on the page that fit the sizes of the file; the rest is made up as zeros, or dropped. */
function dataFor({ sequence, loss, labels, model }: Experiment, { cell, D, H, K }: Sizes) {
  const classes = loss.kind === 'cross-entropy'
  const inputsFit = D === model.inputSize
  const inputs = inputsFit ? sequence.inputs : sequence.inputs.map(() => zeros(D))
  const fits = (target: number | readonly number[]) =>
    typeof target === 'number' ? target < K : target.length === K
  const targets = sequence.targets.map((target) => (fits(target) ? target : classes ? 0 : zeros(K)))
  const fitting = sequence.targets.filter(fits).length
  const { h, C } = sequence.initialState ?? {}
  const state = H === model.hiddenSize ? { ...(h ? { h } : {}), ...(C && cell === 'lstm' ? { C } : {}) } : {}
  const stays = { inputs: inputsFit, outputs: K === model.outputSize, steps: inputsFit } as const
  const partOf = { inputs: 'inputNames', outputs: 'outputNames', steps: 'stepNames' } as const
  const has = (given: object | undefined) => Object.keys(given ?? {}).length
  const parts: Record<'kept' | 'made' | 'dropped', Part[]> = { kept: [], made: [], dropped: [] }
  parts[inputsFit ? 'kept' : 'made'].push('inputs')
  const allFit = fitting === targets.length
  parts[allFit ? 'kept' : 'made'].push(allFit || fitting === 0 ? 'targets' : 'someTargets')
  const keptLabels: Experiment['labels'] = Object.fromEntries(
    (['inputs', 'outputs', 'steps'] as const).flatMap((name) => {
      if (!labels?.[name]) return []
      parts[stays[name] ? 'kept' : 'dropped'].push(partOf[name])
      return stays[name] ? [[name, labels[name]]] : []
    }),
  )
  if (has(state) > 0) parts.kept.push('initialState')
  if (has(sequence.initialState) > has(state)) parts.dropped.push('initialState')
  const notes: Note[] = [{ kind: 'fits', about: parts.kept, made: parts.made, dropped: parts.dropped }]
  return {
    sequence: { inputs, targets, ...(has(state) > 0 ? { initialState: state } : {}) },
    labels: has(keptLabels) > 0 ? { labels: keptLabels } : {},
    notes,
  }
}
