/** Weights as Keras keeps them: kernels transposed, gates i f c o and z r h, one bias. Read as PyTorch's tensors. */

type Matrix = readonly (readonly number[])[]

const isMatrix = (value: unknown): value is Matrix =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((row) => Array.isArray(row) && row.length === value[0].length)
const isVector = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'number')

const transposed = (matrix: Matrix): number[][] => matrix[0]!.map((_, j) => matrix.map((row) => row[j]!))

/** Keras' blocks of GRU are z r h, PyTorch's r z n. */
function ordered<T>(rows: readonly T[], H: number): readonly T[] {
  return rows.length === 3 * H ? [...rows.slice(H, 2 * H), ...rows.slice(0, H), ...rows.slice(2 * H)] : rows
}

/** The tensors of one layer under PyTorch's names; undefined where the shapes are not those of a layer of Keras. */
function layer(
  kernel: unknown,
  recurrent: unknown,
  bias: unknown,
  name: string,
): Record<string, unknown> | undefined {
  if (!isMatrix(kernel) || !isMatrix(recurrent)) return undefined
  const H = recurrent.length
  const width = recurrent[0]!.length
  if (kernel[0]!.length !== width || width % H !== 0 || ![1, 3, 4].includes(width / H)) return undefined
  const rows = (given: readonly number[]) => ordered(given, H)
  const [input, state] = isMatrix(bias) && bias.length === 2 ? bias : [bias, undefined]
  return {
    [`${name}.weight_ih_l0`]: ordered(transposed(kernel), H),
    [`${name}.weight_hh_l0`]: ordered(transposed(recurrent), H),
    ...(isVector(input) ? { [`${name}.bias_ih_l0`]: rows(input) } : {}),
    ...(isVector(state) ? { [`${name}.bias_hh_l0`]: rows(state) } : {}),
  }
}

/** The list of get_weights(): kernel, recurrent kernel, bias, and those of a dense layer behind them. */
export function fromKerasList(list: readonly unknown[]): Record<string, unknown> | undefined {
  const [kernel, recurrent, third, ...more] = list
  const hasBias =
    isVector(third) ||
    (isMatrix(third) &&
      third.length === 2 &&
      isMatrix(recurrent) &&
      third[0]!.length === recurrent[0]!.length)
  const state = layer(kernel, recurrent, hasBias ? third : undefined, 'recurrent')
  if (!state) return undefined
  const [dense, bias, ...rest] = hasBias ? more : [third, ...more].filter((each) => each !== undefined)
  if (rest.length > 0 || (dense !== undefined && !isMatrix(dense))) return undefined
  return {
    ...state,
    ...(dense ? { 'dense.weight': transposed(dense) } : {}),
    ...(bias ? { 'dense.bias': bias } : {}),
  }
}

const ending = /\/?(recurrent_kernel|kernel|bias)(:0)?$/

export const isKeras = (state: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(state).some((key) => /recurrent_kernel(:0)?$/.test(key))

/** Weights by Keras' names: lstm/kernel:0, lstm/recurrent_kernel:0, dense/kernel:0. */
export function fromKeras(state: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const layers = new Map<string, Record<string, unknown>>()
  for (const [key, value] of Object.entries(state)) {
    const part = ending.exec(key)?.[1] ?? key
    const name = key.replace(ending, '')
    layers.set(name, { ...layers.get(name), [part]: value })
  }
  const all: Record<string, unknown> = {}
  for (const [name, { kernel, recurrent_kernel, bias, ...others }] of layers) {
    const read = recurrent_kernel === undefined ? undefined : layer(kernel, recurrent_kernel, bias, name)
    if (read) Object.assign(all, read)
    else {
      if (isMatrix(kernel)) all[`${name}.weight`] = transposed(kernel)
      if (bias !== undefined) all[`${name}.bias`] = bias
    }
    for (const [part, value] of Object.entries(others)) all[`${name}.${part}`] = value
  }
  return all
}
