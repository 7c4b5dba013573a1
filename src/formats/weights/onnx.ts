/** The recurrent nodes of an ONNX graph: gates i o f c and z r h, W's and R's biases joined, a first axis of directions. */

import type { OnnxGraph, OnnxNode } from '../read/onnx.ts'
import { mapped, partOf, reordered, rowsAt, rowsFrom, type Stored, transposed } from '../read/stored.ts'
import { atKey, inFile, refuse, short } from '../refusal.ts'
import { constantsOf } from './onnx-constants.ts'
import { type Hint, type Piece, pieceOf, type Remark, type State } from './state.ts'

const cells = { LSTM: 4, GRU: 3, RNN: 1 } as const
type Op = keyof typeof cells
/** Which block of ONNX each block of PyTorch is: i f g o out of i o f c; r z n out of z r h. */
const orders = { LSTM: [0, 2, 3, 1], GRU: [1, 0, 2], RNN: [0] } as const

const isCell = (op: string): op is Op => Object.hasOwn(cells, op)

/** The state of a graph. */
export function fromOnnx(graph: OnnxGraph): State {
  const { nodes, initializers } = graph
  if (!nodes.some(({ op }) => isCell(op))) noCell(nodes)
  const { tensors: constants, origins } = constantsOf(graph)
  const pieces = new Map<string, Piece>()
  const hints = new Map<string, Hint>()
  const made = new Map<string, OnnxNode>(
    nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  )
  const names = new Map<OnnxNode, string>()
  const remarks = new Set<Remark>()
  for (const [k, node] of nodes.entries()) {
    if (isCell(node.op)) {
      const name = `${node.op.toLowerCase()}${countBefore(nodes, k)}`
      names.set(node, name)
      cell(node, node.op, name, constants, pieces)
      const below = source(node.inputs[0], made)
      const after = below && names.get(below)
      const reads = (output: string | undefined) =>
        output !== undefined && output !== '' && nodes.some(({ inputs }) => inputs.includes(output))
      const isFinal = !reads(node.outputs[0]) && reads(node.outputs[1])
      hints.set(name, {
        ...hintOf(node),
        ...(after ? { after } : { apart: true }),
        ...(isFinal ? { final: true } : {}),
      })
      if (hasInitialState(node, made, constants)) remarks.add('initialState')
    } else {
      const found = matrix(node, nodes, constants, pieces, hints)
      const between = found === undefined ? [] : betweenOf(node, found.input, made)
      if (found && between.length > 0) hints.set(found.name, { ...hints.get(found.name), between })
    }
  }
  const named = new Map(
    [...pieces].map(([key, piece]) => {
      const from = (origins.get(piece.from) ?? [piece.from]).join(', ')
      return [key, { ...piece, from: from === '' ? piece.from : from }]
    }),
  )
  const used = new Set([...named.values()].flatMap(({ from }) => from.split(', ')))
  for (const [name, tensor] of initializers)
    if (!used.has(name) && tensor.shape.length > 0)
      named.set(`~${name}`, { ...pieceOf(name, tensor), loose: true })
  const shapes = new Map([...initializers].map(([name, { shape }]) => [name, shape]))
  return { layout: 'onnx', pieces: named, ordered: true, hints, unopened: [], remarks: [...remarks], shapes }
}

const countBefore = (nodes: readonly OnnxNode[], k: number): string => {
  const before = nodes.slice(0, k).filter(({ op }) => op === nodes[k]!.op).length
  return before === 0 ? '' : `_${before}`
}

/** Refuses a graph without a recurrent node, by what it has instead. */
function noCell(nodes: readonly OnnxNode[]): never {
  const ops = [...new Set(nodes.map(({ op }) => op))]
  const small = ops.find((op) => /Quantize(LSTM|GRU|RNN)|^DynamicQuantize|^QLinear/.test(op))
  if (small) refuse(inFile, { id: 'unsupported', what: `a quantised model (${small})` })
  const loop = ops.find((op) => ['Loop', 'Scan'].includes(op))
  if (loop)
    refuse(inFile, { id: 'unsupported', what: `a recurrent layer that is written as a loop (${loop})` })
  return refuse(inFile, { id: 'cellInside' }, { id: 'names', names: ops.slice(0, 12).map(short) })
}

/** Does another cell, or who runs the model, say the state that a cell begins with? */
function hasInitialState(
  { inputs }: OnnxNode,
  made: ReadonlyMap<string, OnnxNode>,
  constants: ReadonlyMap<string, Stored>,
): boolean {
  return inputs.slice(5, 7).some((name) => {
    if (name === '' || constants.has(name)) return false
    const by = made.get(name)
    return !by || isCell(source(name, made)?.op ?? '')
  })
}

/** The operations between the recurrent node below and a dense layer. */
function betweenOf(node: OnnxNode, input: string, made: ReadonlyMap<string, OnnxNode>): string[] {
  const between: string[] = []
  let at = made.get(input)
  for (let k = 0; at && at !== node && !isCell(at.op); k++) {
    if (k > 200) return []
    if (![...passing, ...picking].includes(at.op)) between.unshift(at.op)
    at = made.get(at.inputs[0] ?? '')
  }
  return at ? [...new Set(between)] : []
}

/** These take some of the timesteps or directions. */
const picking = ['Slice', 'Gather', 'Concat', 'Split', 'Flatten', 'Cast']
const passing = ['Squeeze', 'Transpose', 'Reshape', 'Dropout', 'Identity', 'Unsqueeze']

/** The node that a value comes from, through those that only move numbers. */
function source(name: string | undefined, made: ReadonlyMap<string, OnnxNode>): OnnxNode | undefined {
  let node = name === undefined ? undefined : made.get(name)
  for (let k = 0; node && passing.includes(node.op) && k < 50; k++) node = made.get(node.inputs[0] ?? '')
  return node
}

function cell(
  node: OnnxNode,
  op: Op,
  name: string,
  constants: ReadonlyMap<string, Stored>,
  pieces: Map<string, Piece>,
): void {
  const [, w = '', r = '', b = '', , h0 = '', c0 = '', p = ''] = node.inputs
  for (const each of [h0, c0])
    if (
      constants
        .get(each)
        ?.numbers()
        .some((n) => n !== 0)
    )
      refuse(atKey(each), { id: 'unsupported', what: 'an initial state other than 0' })
  const [W, R, B, P] = [w, r, b, p].map((input) => (input === '' ? undefined : constants.get(input)))
  if (!W || !R || W.shape.length !== 3 || R.shape.length !== 3)
    refuse(atKey(w || node.name), { id: 'matrix' }, { id: 'nothing' })
  const directions = W.shape[0]!
  const H = R.shape[2]!
  const backward = node.attributes.get('direction') === 'reverse'
  for (let way = 0; way < directions; way++) {
    const suffix = way === 1 || backward ? '_reverse' : ''
    const put = (part: string, from: string, tensor: Stored, of: Stored) =>
      pieces.set(`${name}.${part}${suffix}`, pieceOf(from, tensor, of))
    const rows = (of: Stored) => reordered(of, orders[op])
    put('weight_ih_l0', w, rows(partOf(W, way)), W)
    put('weight_hh_l0', r, rows(partOf(R, way)), R)
    if (B) {
      const both = partOf(B, way)
      const half = cells[op] * H
      const at = (from: number) => rows(rowsAt(both, rowsFrom(from, from + half)))
      put('bias_ih_l0', b, at(0), B)
      put('bias_hh_l0', b, at(half), B)
    }
    if (P)
      for (const [k, gate] of ['i', 'o', 'f'].entries())
        put(`peephole_${gate}`, p, rowsAt(partOf(P, way), rowsFrom(k * H, (k + 1) * H)), P)
  }
}

function hintOf({ attributes, op, name }: OnnxNode): Hint {
  const at = atKey(name || op)
  const no = (what: string) => refuse(at, { id: 'unsupported', what })
  const all = attributes.get('activations')
  const given = Array.isArray(all) ? (all as string[]).map((each) => each.toLowerCase()) : []
  const [first, second] = given
  if (attributes.get('input_forget') === 1) no('input_forget 1')
  if (attributes.has('clip')) no('clip')
  const each = { LSTM: 3, GRU: 2, RNN: 1 }[op as Op]
  const isAlike = given.every((one, k) => one === given[k % each]) && (op !== 'LSTM' || given[1] === given[2])
  if (!isAlike) no(`activations ${(all as string[]).join(', ')}`)
  // The numbers of a function that has some are usual ones, or nothing here says them.
  const usual = { activation_alpha: 0.2, activation_beta: 0.5 }
  for (const [key, number] of Object.entries(usual)) {
    const numbers = attributes.get(key)
    const isUsual = Array.isArray(numbers) && numbers.every((n) => Math.abs(Number(n) - number) < 1e-6)
    const areHard = given.every((one) => ['hardsigmoid', 'sigmoid', 'tanh', 'relu'].includes(one))
    if (numbers !== undefined && !(isUsual && areHard)) no(`${key} ${String(numbers)}`)
  }
  const names =
    op === 'RNN'
      ? { activation: first ?? 'tanh' }
      : { activation: second ?? 'tanh', gateActivation: first ?? 'sigmoid' }
  return {
    ...names,
    ...(op === 'GRU' ? { resetAfter: attributes.get('linear_before_reset') === 1 } : {}),
    ...(attributes.get('direction') === 'reverse' ? { backward: true } : {}),
  }
}

/** MatMul, with the Add behind it, and Gemm are dense layers; Gather is an embedding. */
function matrix(
  node: OnnxNode,
  nodes: readonly OnnxNode[],
  constants: ReadonlyMap<string, Stored>,
  pieces: Map<string, Piece>,
  hints: Map<string, Hint>,
): { readonly name: string; readonly input: string } | undefined {
  const weightName = node.inputs.find((name) => constants.get(name)?.shape.length === 2)
  const weight = weightName === undefined ? undefined : constants.get(weightName)
  if (!weight || weightName === undefined) return undefined
  const name = weightName.replace(/[./]?weight$/, '') || weightName
  if (node.op === 'Gather') pieces.set(`${name}.weight`, { ...pieceOf(weightName, weight), embedding: true })
  if (node.op !== 'MatMul' && node.op !== 'Gemm') return undefined
  const isRight = node.inputs[1] === weightName
  const turned = node.op === 'Gemm' ? node.attributes.get('transB') !== 1 : isRight
  const factor = (key: string, of: Stored): Stored => {
    const by = node.attributes.get(key)
    return typeof by === 'number' && by !== 1 ? mapped(of, (n) => n * by) : of
  }
  const upright = turned ? transposed(weight) : weight
  pieces.set(`${name}.weight`, pieceOf(weightName, factor('alpha', upright), weight))
  const add = nodes.find(({ op, inputs }) => op === 'Add' && inputs.includes(node.outputs[0]!))
  const biasName = node.op === 'Gemm' ? node.inputs[2] : add?.inputs.find((input) => constants.has(input))
  const bias = biasName === undefined ? undefined : constants.get(biasName)
  if (bias?.shape.length === 1) pieces.set(`${name}.bias`, pieceOf(biasName!, factor('beta', bias), bias))
  const end = add ?? node
  const next = nodes.find(({ inputs }) => inputs.includes(end.outputs[0]!))
  const output =
    next &&
    { Softmax: 'softmax', Sigmoid: 'sigmoid', Relu: 'relu', Tanh: 'tanh', LogSoftmax: 'softmax' }[next.op]
  if (output) hints.set(name, { output })
  return { name, input: node.inputs[isRight ? 0 : 1] ?? '' }
}
