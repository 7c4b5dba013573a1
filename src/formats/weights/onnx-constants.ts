/** Constants of an ONNX graph that are made of others: joined, cut, turned, as a file has them that was exported without folding. */
import type { OnnxGraph, OnnxNode } from '../read/onnx.ts'
import { reshapedAs, rowsAt, rowsFrom, type Stored, stacked, transposed } from '../read/stored.ts'

export interface Constants {
  readonly tensors: ReadonlyMap<string, Stored>
  /** which initializers a constant is made of */
  readonly origins: ReadonlyMap<string, readonly string[]>
}

/** Every constant of a graph by its name. Numbers are worked out when they are asked for. */
export function constantsOf({ nodes, initializers }: OnnxGraph): Constants {
  const tensors = new Map(initializers)
  const origins = new Map([...initializers.keys()].map((name) => [name, [name]]))
  for (const node of nodes) {
    const [name] = node.outputs
    const given = node.attributes.get('value')
    if (name === undefined || tensors.has(name)) continue
    if (node.op === 'Constant' && typeof given === 'object' && 'shape' in given) {
      tensors.set(name, given)
      continue
    }
    const inputs = node.inputs.map((each) => tensors.get(each))
    const made = inputs.some((each) => each === undefined) ? undefined : madeOf(node, inputs as Stored[])
    if (!made) continue
    tensors.set(name, made)
    origins.set(name, [...new Set(node.inputs.flatMap((each) => origins.get(each) ?? []))])
  }
  return { tensors, origins }
}

/** Whole numbers of an attribute, or of the input that took its place. */
function wholes({ attributes }: OnnxNode, key: string, input: Stored | undefined): number[] | undefined {
  const given = attributes.get(key)
  if (Array.isArray(given)) return given.map(Number)
  return input ? [...input.numbers()] : undefined
}

/** What an operation makes of constants; undefined where it is none of these. */
function madeOf(node: OnnxNode, inputs: readonly Stored[]): Stored | undefined {
  const [of, second] = inputs
  if (!of) return undefined
  const { op } = node
  if (op === 'Identity' || op === 'Cast') return of
  if (op === 'Unsqueeze' || op === 'Squeeze') {
    const axes = wholes(node, 'axes', second) ?? []
    return reshapedAs(of, op === 'Squeeze' ? without(of.shape, axes) : widened(of.shape, axes))
  }
  if (op === 'Transpose' && of.shape.length === 2) return transposed(of)
  if (op === 'Concat') {
    const axis = Number(node.attributes.get('axis') ?? 0)
    return axis === 0 || axis === -of.shape.length ? stacked(inputs) : undefined
  }
  return op === 'Slice' ? sliced(node, inputs) : undefined
}

function widened(shape: readonly number[], axes: readonly number[]): number[] {
  const n = shape.length + axes.length
  const at = new Set(axes.map((axis) => (axis < 0 ? axis + n : axis)))
  const rest = [...shape]
  return Array.from({ length: n }, (_, axis) => (at.has(axis) ? 1 : rest.shift()!))
}

const without = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.filter((n, axis) =>
    axes.length === 0 ? n !== 1 : !axes.includes(axis) && !axes.includes(axis - shape.length),
  )

/** A run of rows. */
function sliced(node: OnnxNode, [of, starts, ends, axes, steps]: readonly Stored[]): Stored | undefined {
  const [[from], [to]] = [wholes(node, 'starts', starts) ?? [], wholes(node, 'ends', ends) ?? []]
  const along = wholes(node, 'axes', axes) ?? [0]
  const step = steps ? [...steps.numbers()] : [1]
  if (!of || from === undefined || to === undefined || along.length !== 1 || along[0] !== 0 || step[0] !== 1)
    return undefined
  const n = of.shape[0] ?? 0
  const at = (k: number) => Math.min(Math.max(k < 0 ? k + n : k, 0), n)
  return rowsAt(of, rowsFrom(at(from), at(to)))
}
