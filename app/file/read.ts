/** What people have at hand: an experiment, a sequence as CSV or pasted numbers, or the weights of a PyTorch model. */
import {
  check,
  type Expected,
  type Experiment,
  failure,
  type Got,
  limits,
  type Mistake,
  type Result,
  readExperiment,
  type With,
} from '../../src/index.ts'

/** Something that a reader of the file should know: a kind, and what it is about. */
export interface Note {
  readonly kind: 'sequence' | 'targets' | 'zero' | 'head' | 'ignored'
  readonly about: readonly string[]
}

export interface Read {
  readonly kind: 'experiment' | 'sequence' | 'weights'
  readonly experiment: Experiment
  readonly notes: readonly Note[]
}

/** Reads a text of any of these kinds, into the experiment on the page where it is only a part of one. */
export function readAny(text: string, current: Experiment): Result<Read> {
  if (text.length > limits.megabytes * 2 ** 20) return asExperiment(text)
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') return asExperiment(text)
  if (!/^[{[]/.test(trimmed)) return sequence(rowsOfText(trimmed), current)
  let value: unknown
  try {
    value = JSON.parse(trimmed)
  } catch {
    return asExperiment(text)
  }
  if (Array.isArray(value)) return sequence(rowsOfLists(value), current)
  if (
    value !== null &&
    typeof value === 'object' &&
    Object.keys(value).some((key) => /weight_ih_l0$/.test(key))
  )
    return weights(value as Record<string, unknown>, current)
  return asExperiment(text)
}

function asExperiment(text: string): Result<Read> {
  const result = readExperiment(text)
  return noted(result, 'experiment', [])
}

const noted = (result: Result<Experiment>, kind: Read['kind'], notes: readonly Note[]): Result<Read> =>
  result.ok ? { ok: true, value: { kind, experiment: result.value, notes } } : result

const missing = (where: Mistake['where'] | string, expected: With<Expected>, got: With<Got>) =>
  failure({ where: typeof where === 'string' ? { id: 'key', key: where } : where, expected, got })

const counted = (n: number): With<Got> => ({ id: 'value', text: String(n) })

/** Beside semicolons, a comma within a number is a decimal comma, as spreadsheets of half the world write it. */
const withPoints = (text: string): string =>
  text.includes(';') && !/,(\s|;|$)|(^|[\s;]),/m.test(text) ? text.replaceAll(',', '.') : text

/** More rows than this are not looked at: a header and one timestep too many. */
const mostRows = limits.steps + 2

/** The cells of a table, line by line. */
function rowsOfText(text: string): string[][] {
  const rows: string[][] = []
  for (const [line] of withPoints(text)
    .replaceAll('−', '-')
    .matchAll(/[^\r\n]+/g)) {
    if (rows.length === mostRows) break
    const cells = line
      .split(/[,;\t]|\s+/)
      .map((cell) => cell.trim().replace(/^"|"$/g, ''))
      .filter((cell) => cell !== '')
    if (line.trim() !== '') rows.push(cells)
  }
  return rows
}

/** Lists in lists, however deep: what stands side by side is a row. */
function rowsOfLists(list: readonly unknown[]): string[][] {
  const rows: string[][] = []
  const open = [list.values()]
  let row: string[] = []
  const end = () => {
    if (row.length > 0) rows.push(row)
    row = []
  }
  while (open.length > 0 && rows.length < mostRows) {
    const { done, value } = open.at(-1)!.next()
    if (Array.isArray(value)) {
      end()
      open.push(value.values())
    } else if (done) {
      end()
      open.pop()
    } else row.push(typeof value === 'object' && value !== null ? '{…}' : String(value))
  }
  return rows
}

const isNumber = (cell: string) => /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(cell)

/** Rows of numbers: D a row are inputs, D + K a row inputs and targets; a first row of words is a header. */
function sequence(rows: string[][], current: Experiment): Result<Read> {
  const { inputSize: D, outputSize: K } = current.model
  const header = rows.length > 0 && !rows[0]!.some(isNumber) ? rows.shift()! : undefined
  if (rows.length === 0) return missing({ id: 'line', line: 1 }, { id: 'numberRows' }, { id: 'none' })
  const targetWidth = current.loss.kind === 'cross-entropy' ? 1 : K
  const width = rows[0]!.length
  // One long row of numbers for one input is a sequence written across.
  if (D === 1 && rows.length === 1 && width > 1 + targetWidth)
    return sequence(
      rows[0]!.slice(0, mostRows).map((cell) => [cell]),
      current,
    )
  if (rows.length > limits.steps)
    return missing('sequence.inputs', { id: 'timesteps', most: limits.steps }, { id: 'more' })
  const withTargets = width === D + targetWidth
  if (!withTargets && width !== D)
    return missing(
      { id: 'line', line: header ? 2 : 1 },
      { id: 'inputsOrBoth', inputs: D, both: D + targetWidth },
      counted(width),
    )
  for (const [i, row] of rows.entries()) {
    const line = { id: 'line', line: i + (header ? 2 : 1) } as const
    if (row.length !== width) return missing(line, { id: 'numbers', n: width }, counted(row.length))
    const wrong = row.find((cell) => !isNumber(cell))
    if (wrong !== undefined)
      return missing(line, { id: 'number' }, { id: 'value', text: JSON.stringify(wrong.slice(0, 40)) })
  }
  const numbers = rows.map((row) => row.map(Number))
  const T = numbers.length
  const old = current.sequence.targets
  const lost = (t: number) => old[Math.min(t, old.length - 1)] ?? 0
  const targets = withTargets
    ? numbers.map((row) => (current.loss.kind === 'cross-entropy' ? row[D]! : row.slice(D)))
    : current.loss.at === 'last'
      ? [old.at(-1)!]
      : Array.from({ length: T }, (_, t) => lost(t))
  const { steps: _, ...labels } = current.labels ?? {}
  const inputs = header && header.length >= D ? { inputs: header.slice(0, D) } : {}
  const made = {
    ...current,
    sequence: { ...current.sequence, inputs: numbers.map((row) => row.slice(0, D)), targets },
    labels: { ...labels, ...inputs },
  }
  const about = [String(T), String(D)]
  return noted(check(made), 'sequence', [{ kind: withTargets ? 'targets' : 'sequence', about }])
}

/** The weights of a model: its cell and sizes are read off the shapes; a linear layer becomes the head. */
function weights(state: Record<string, unknown>, current: Experiment): Result<Read> {
  const find = (ending: string) =>
    Object.keys(state).find((key) => key === ending || key.endsWith(`.${ending}`))
  const shape = (key: string | undefined): [number, number] | undefined => {
    const value = key === undefined ? undefined : state[key]
    return Array.isArray(value) ? [value.length, Array.isArray(value[0]) ? value[0].length : 1] : undefined
  }
  const [ih, hh] = [find('weight_ih_l0'), find('weight_hh_l0')]
  const [a, b] = [shape(ih), shape(hh)]
  if (!a || !b) return missing('weight_hh_l0', { id: 'matrix' }, { id: 'nothing' })
  const H = b[1]
  const blocks = a[0] / H
  const cell = ({ 1: 'rnn', 3: 'gru', 4: 'lstm' } as const)[blocks]
  if (!cell) return missing('weight_ih_l0', { id: 'blocks', rows: H }, { id: 'rows', n: a[0] })
  if (Object.keys(state).some((key) => /_l1$|_reverse$/.test(key)))
    return missing('state_dict', { id: 'oneLayer' }, { id: 'more' })
  const used = new Set([ih, hh, find('bias_ih_l0'), find('bias_hh_l0')])
  const linear = Object.keys(state).find(
    (key) => !used.has(key) && key.endsWith('weight') && shape(key)?.[1] === H,
  )
  const bias = linear && Object.keys(state).find((key) => key === linear.replace(/weight$/, 'bias'))
  const K = shape(linear)?.[0] ?? current.model.outputSize
  const sizes = { inputSize: a[1], hiddenSize: H, outputSize: K }
  for (const [name, n] of Object.entries(sizes))
    if (n > limits.size)
      return missing(`model.${name}`, { id: 'whole', from: 1, to: limits.size }, counted(n))
  const zeros = (n: number) => Array.from({ length: n }, () => 0)
  // A bare nn.LSTM has no head: with one of zeros no gradient would reach the cell.
  const head = linear === undefined && current.model.hiddenSize === H ? current.model.weights : undefined
  const zero: string[] = []
  const given = (name: string, key: string | undefined, zeros: unknown): unknown => {
    const found = key === undefined ? head?.[name] : state[key]
    if (found === undefined) zero.push(name)
    return found ?? zeros
  }
  const same = a[1] === current.model.inputSize && K === current.model.outputSize
  const T = current.sequence.inputs.length
  const model = {
    cell,
    inputSize: a[1],
    hiddenSize: H,
    outputSize: K,
    weights: {
      weight_ih_l0: state[ih!],
      weight_hh_l0: state[hh!],
      bias_ih_l0: given('bias_ih_l0', find('bias_ih_l0'), zeros(a[0])),
      bias_hh_l0: given('bias_hh_l0', find('bias_hh_l0'), zeros(a[0])),
      'head.weight': given(
        'head.weight',
        linear,
        Array.from({ length: K }, () => zeros(H)),
      ),
      'head.bias': given('head.bias', bias, zeros(K)),
    },
  }
  const { initialState: _, ...rest } = current.sequence
  const data = same
    ? rest
    : {
        inputs: Array.from({ length: T }, () => zeros(a[1])),
        targets: rest.targets.map(() => (current.loss.kind === 'cross-entropy' ? 0 : zeros(K))),
      }
  const { labels, ...others } = current
  const result = check({ ...others, ...(same && labels ? { labels } : {}), model, sequence: data })
  const ignored = Object.keys(state).filter((key) => !used.has(key) && key !== linear && key !== bias)
  const notes: Note[] = [
    { kind: 'zero', about: zero },
    { kind: 'ignored', about: ignored.map((key) => key.slice(0, 40)) },
  ]
  return noted(result, 'weights', [
    ...(head ? [{ kind: 'head', about: [] } as const] : []),
    ...notes.filter(({ about }) => about.length > 0),
  ])
}
