/** Cells that nobody wrote: equations drawn from a seed, with states of several shapes and every operation of the language. */
import { check, type Experiment } from '../../src/index.ts'
import { type Random, random } from '../../src/tensor/random.ts'

/** The shapes that are drawn: a number, vectors of length H and N, a matrix. */
type Kind = 'number' | 'vector' | 'short' | 'matrix'
const declared: Record<Kind, string> = { number: '[]', vector: '[H]', short: '[N]', matrix: '[H, N]' }

class Writer {
  readonly lines: string[] = []
  readonly declarations: string[] = []
  private readonly known: Record<Kind, string[]> = { number: [], vector: [], short: [], matrix: [] }
  private readonly from: Random
  private weights = 0

  constructor(from: Random) {
    this.from = from
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.from.uniform(0, list.length))]!
  }

  weight(shape: string): string {
    const name = `θ_${++this.weights}`
    this.declarations.push(`${name} : ${shape}`)
    return name
  }

  /** A line; from now on its symbol may be read. */
  write(symbol: string, kind: Kind, text: string): void {
    this.lines.push(`${symbol} = ${text}`)
    this.declare(symbol, kind)
    this.known[kind].push(symbol)
  }

  declare(symbol: string, kind: Kind): void {
    this.declarations.push(`${symbol} : ${declared[kind]}`)
  }

  /** Something that may be read from the first line on, such as a state before. */
  offer(text: string, kind: Kind): void {
    this.known[kind].push(text)
  }

  /** Text of an expression of this shape, in brackets where it is no name. */
  some(kind: Kind, depth: number): string {
    const names = this.known[kind]
    if (depth <= 0) return names.length > 0 ? this.pick(names) : this.weight(declared[kind])
    const made = this.pick(this.ways(kind))(depth - 1)
    return `(${made})`
  }

  private ways(kind: Kind): readonly ((depth: number) => string)[] {
    const { some } = this
    const a = (k: Kind) => (depth: number) => some.call(this, k, depth)
    const [s, v, n, M] = [a('number'), a('vector'), a('short'), a('matrix')]
    const each = (x: (depth: number) => string) => [
      (d: number) => `tanh${x(d).replace(/^([^(].*)$/, '($1)')}`,
      (d: number) => `σ(${x(d)})`,
      (d: number) => `sin(${x(d)}) - cos(${x(d)})`,
      (d: number) => `softplus(${x(d)})`,
      (d: number) => `exp(-softplus(${x(d)}))`,
      (d: number) => `sqrt(1 + ${x(d)}²)`,
      (d: number) => `log(1.5 + ${x(d)}²)`,
      (d: number) => `abs(${x(d)} + 0.3) - relu(${x(d)})`,
      (d: number) => `max(${x(d)}, ${x(d)})`,
      (d: number) => `${x(d)} + ${x(d)}`,
      (d: number) => `${x(d)} - ${x(d)}`,
      (d: number) => `${x(d)} / (1 + ${x(d)}²)`,
      (d: number) => `-${x(d)}`,
      (d: number) => `0.5 ${x(d)}`,
    ]
    if (kind === 'number')
      return [
        ...each(s),
        (d) => `${s(d)} ${s(d)}`,
        (d) => `0.2 (${v(d)}ᵀ ${v(d)})`,
        (d) => `sum(${v(d)} ⊙ ${v(d)}) / 4`,
        (d) => `sum(${M(d)}²) / 4`,
        (d) => `logsumexp(${n(d)})`,
        () => `${this.weight('[D]')}ᵀ x`,
        () => this.weight('[]'),
      ]
    const shaped = [
      ...each(a(kind)),
      (d: number) => `${a(kind)(d)} ⊙ ${a(kind)(d)}`,
      (d: number) => `${s(d)} ${a(kind)(d)}`,
      (d: number) => `${a(kind)(d)} / (1 + ${s(d)}²)`,
      (d: number) => `${s(d)} - ${a(kind)(d)}`,
      () => this.weight(declared[kind]),
    ]
    if (kind === 'vector')
      return [
        ...shaped,
        () => `${this.weight('[H, D]')} x`,
        () => `${this.weight('[H, D]')} x[t-1]`,
        (d) => `${this.weight('[H, H]')} ${v(d)}`,
        (d) => `${this.weight('[H, H]')}ᵀ ${v(d)}`,
        (d) => `${M(d)} ${n(d)}`,
        (d) => `softmax(${v(d)})`,
      ]
    if (kind === 'short') return [...shaped, () => `${this.weight('[N, D]')} x`, (d) => `${M(d)}ᵀ ${v(d)}`]
    return [...shaped, (d) => `${v(d)} ${n(d)}ᵀ`, (d) => `diag(${v(d)}) ${M(d)}`]
  }
}

/** The text of a cell. States are kept below 1 or so, so that nothing runs away. */
export function randomEquations(seed: number): string {
  const from = random(seed)
  const w = new Writer(from)
  const kinds: readonly Kind[] = ['number', 'vector', 'short', 'matrix']
  const states = ['p_1', 'p_2', 'p_3']
    .slice(0, 1 + Math.floor(from.uniform(0, 3)))
    .map((name) => ({ name: name.replace('p', 's'), kind: w.pick(kinds) }))
  for (const { name, kind } of states) w.offer(`${name}[t-1]`, kind)
  if (from.uniform(0, 1) < 0.6) w.offer('h[t-1]', 'vector')
  for (let i = 1; i <= 2 + from.uniform(0, 3); i++) {
    const kind = w.pick(kinds)
    w.write(`v_${i}`, kind, w.some(kind, 2))
  }
  for (const { name, kind } of states) {
    const gate = kind === 'number' || from.uniform(0, 1) < 0.3 ? `σ(${w.some('number', 1)})` : undefined
    const kept = gate ? `${gate} ${name}[t-1]` : `σ(${w.some(kind, 1)}) ⊙ ${name}[t-1]`
    w.write(name, kind, `${kept} + tanh(${w.some(kind, 2)})`)
  }
  w.write('h', 'vector', `tanh(${w.some('vector', 2)}) + ${w.some('vector', 1)}`)
  const used = (line: string) => {
    const name = line.split(' ')[0]!
    return w.lines.some((each) =>
      each
        .replaceAll('ᵀ', ' ')
        .split(/[^\p{L}\d_]+/u)
        .includes(name),
    )
  }
  return [...w.declarations.filter((line) => used(line) && !line.startsWith('h ')), ...w.lines].join('\n')
}

/** A document with such a cell: its weights, inputs and initial states are drawn too. */
export function randomCell(seed: number, steps = 4): Experiment {
  const from = random(seed + 1)
  const row = (n: number) => Array.from({ length: n }, () => from.normal())
  const equations = randomEquations(seed)
  const result = check({
    format: 'unrolled/2',
    model: {
      inputSize: 2,
      outputSize: 2,
      layers: [
        {
          cell: { name: `cell ${seed}`, equations },
          hiddenSize: 3,
          ...(equations.includes('N]') ? { sizes: { N: 2 } } : {}),
        },
      ],
      init: { scheme: 'pytorch', seed },
    },
    sequence: {
      inputs: Array.from({ length: steps }, () => row(2)),
      targets: seed % 2 ? [row(2)] : Array.from({ length: steps }, () => row(2)),
    },
    loss: { kind: 'mse', at: seed % 2 ? 'last' : 'all', reduction: 'mean' },
  })
  if (!result.ok) throw new Error(`${result.error}\n${equations}`)
  return result.value
}
