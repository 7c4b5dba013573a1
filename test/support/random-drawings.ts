/** Cells made at random, for what must hold of any drawing: states, numbers, vectors and matrices, weights in and outside of products. */
import { check, type Experiment, problemOf, record, type Trace } from '../../src/index.ts'

/** A cell of somebody's own with 1 to 7 lines before its h, drawn by the seed. */
export function randomCell(seed: number): string {
  const draw = random(seed)
  const below = (n: number) => Math.floor(draw() * n)
  const pick = <A>(all: readonly A[]): A => all[below(all.length)]!
  const lines: string[] = []
  const vectors = ['h[t-1]']
  const scalars: string[] = []
  const matrices: string[] = []
  let weights = 0
  const weight = (letter: string) => `${letter}_${++weights}`
  const affine = () => {
    const sum = [
      `${weight('W')} x`,
      ...(draw() < 0.6 ? [`${weight('U')} ${pick(vectors)}`] : []),
      weight('b'),
    ]
    return sum.join(' + ')
  }
  const f = ['σ', 'tanh', 'relu', 'exp', 'softplus', 'cos', 'abs']
  const term = (): string => {
    const kind = below(7)
    if (kind === 0) return `${pick(vectors)} ⊙ ${pick(vectors)}`
    if (kind === 1) return `(1 - ${pick(vectors)}) ⊙ ${pick(vectors)}`
    if (kind === 2) return `${pick(f)}(${pick(vectors)})`
    if (kind === 3) return `0.5 ${pick(vectors)}`
    if (kind === 4) return `${weight('u')} ⊙ ${pick(vectors)}`
    if (kind === 5 && scalars.length > 0) return `${pick(scalars)} ${pick(vectors)}`
    if (kind === 6 && matrices.length > 0) return `${pick(matrices)} ${pick(vectors)}`
    return `${pick(f)}(${affine()})`
  }
  const line = (i: number): void => {
    const kind = below(8)
    if (kind === 0) {
      const s = `S${i}`
      lines.push(`${s} = 0.9 ${s}[t-1] + ${pick(vectors)} ${pick(vectors)}ᵀ`)
      matrices.push(s)
    } else if (kind === 1) {
      lines.push(`k${i} = sum(${pick(vectors)} ⊙ ${pick(vectors)})`)
      scalars.push(`k${i}`)
    } else if (kind === 2) {
      const c = `c${i}`
      lines.push(`${c} = ${pick(f)}(${affine()}) ⊙ ${c}[t-1] + ${term()}`)
      vectors.push(c)
    } else if (kind === 3) {
      const m = `m${i}`
      lines.push(`${m} = max(${m}[t-1] + ${pick(vectors)}, ${term()})`)
      vectors.push(m)
    } else if (kind < 6) {
      lines.push(`a${i} = ${affine()}`, `g${i} = ${pick(f)}(a${i})`)
      vectors.push(`g${i}`)
    } else {
      lines.push(`v${i} = ${term()} ${pick(['+', '-', '⊙'])} ${term()}`)
      vectors.push(`v${i}`)
    }
  }
  const count = 1 + below(7)
  for (let i = 0; i < count; i++) line(i)
  const read = (name: string) => lines.some((text) => text.split('=')[1]!.includes(name))
  const unread = [...vectors.slice(1), ...scalars, ...matrices].filter((name) => !read(name))
  const rest = unread.map((name) =>
    scalars.includes(name) ? `${name} h[t-1]` : matrices.includes(name) ? `${name} h[t-1]` : name,
  )
  lines.push(`h = ${[...rest, `tanh(${affine()})`].join(' + ')}`)
  return lines.join('\n')
}

/** Numbers in [0, 1) that follow from a seed (mulberry32). */
function random(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296
  }
}

/** A run of such a cell. */
export function randomDrawing(seed: number): { readonly equations: string; readonly trace: Trace } {
  const equations = randomCell(seed)
  return { equations, trace: drawingOf(equations, seed) }
}

/** A run of a cell with weights that follow from a seed. */
export function drawingOf(equations: string, seed: number, hiddenSize = 1 + (seed % 4)): Trace {
  const result = check({
    format: 'unrolled/2',
    model: {
      inputSize: 2,
      outputSize: 2,
      layers: [{ cell: { name: `random ${seed}`, equations }, hiddenSize }],
      init: { scheme: 'pytorch', seed },
    },
    sequence: {
      inputs: [
        [1, -0.5],
        [0.3, 0.2],
      ],
      targets: [[0.4, 0.1]],
    },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  })
  if (!result.ok) throw new Error(`${result.error}\n${equations}`)
  return record(problemOf(result.value as Experiment))
}
