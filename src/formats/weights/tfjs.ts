/** A model of TensorFlow.js: model.json with a manifest of weights, and the files of bytes that it names. */
import type { Source } from '../content.ts'
import { bytesOf, decodeNumbers, type NumberType } from '../read/numbers.ts'
import { countOf, type Stored } from '../read/stored.ts'
import { inFile, refuse, short } from '../refusal.ts'
import { fromKeras } from './keras.ts'
import { kerasModel } from './keras-config.ts'
import type { State } from './state.ts'

const types: Readonly<Record<string, NumberType>> = { float32: 'f4', int32: 'i4', bool: 'b1', uint8: 'u1' }

export const isTfjs = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, 'weightsManifest')

/** A graph of operations, in which the weights have lost their layers. */
const isGraph = ({ format, modelTopology }: Readonly<Record<string, unknown>>): boolean =>
  format === 'graph-model' ||
  (typeof modelTopology === 'object' && modelTopology !== null && Object.hasOwn(modelTopology, 'node'))

interface Packing {
  readonly type: NumberType
  readonly scale: number
  readonly min: number
}

/** How numbers were made small: whole ones times a scale, or half precision. */
function packingOf(given: unknown): Packing | undefined {
  const { dtype, scale, min } = (given ?? {}) as Readonly<Record<string, unknown>>
  if (dtype === 'float16') return { type: 'f2', scale: 1, min: 0 }
  const type = ({ uint8: 'u1', uint16: 'u2' } as const)[String(dtype) as 'uint8']
  return type && typeof scale === 'number' && typeof min === 'number' ? { type, scale, min } : undefined
}

/** The files that a manifest names. */
export function pathsOf(value: Readonly<Record<string, unknown>>): string[] {
  const groups = Array.isArray(value.weightsManifest) ? (value.weightsManifest as unknown[]) : []
  return groups.flatMap((group) => {
    const { paths } = group as { paths?: unknown }
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
  })
}

const base = (path: string): string => path.split('/').at(-1)!

/** The state of a model, out of the files beside it. */
export function fromTfjs(value: Readonly<Record<string, unknown>>, beside: readonly Source[]): State {
  if (isGraph(value))
    refuse(inFile, {
      id: 'unsupported',
      what: 'a graph model of TensorFlow.js (a layers model has the weights by layer)',
    })
  const tensors = new Map<string, Stored>()
  for (const group of value.weightsManifest as readonly Readonly<Record<string, unknown>>[]) {
    const paths = pathsOf({ weightsManifest: [group] })
    const parts = paths.map((path) => beside.find(({ name = '' }) => name === base(path))?.bytes)
    if (parts.some((part) => part === undefined))
      return refuse(inFile, { id: 'manifest', names: paths.map(short) })
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part!.length, 0))
    parts.reduce((at, part) => {
      bytes.set(part!, at)
      return at + part!.length
    }, 0)
    let at = 0
    for (const { name, shape, dtype, quantization } of group.weights as readonly Readonly<
      Record<string, unknown>
    >[]) {
      const key = String(name)
      const packed = packingOf(quantization)
      const type = quantization === undefined ? types[String(dtype)] : packed?.type
      if (!type || !Array.isArray(shape))
        return refuse(
          { id: 'key', key: short(key) },
          { id: 'intact', what: quantization === undefined ? String(dtype) : 'quantization' },
        )
      const count = countOf(shape as number[], key)
      const data = bytes.subarray(at, at + count * bytesOf(type))
      at += count * bytesOf(type)
      if (at > bytes.length)
        refuse({ id: 'key', key: short(key) }, { id: 'shapeOf', shape: shape.join(' × ') })
      const numbers = () => decodeNumbers(data, type, count)
      const { scale = 1, min = 0 } = packed ?? {}
      tensors.set(key, {
        shape: shape as number[],
        numbers: () => (packed ? numbers().map((n) => n * scale + min) : numbers()),
      })
    }
  }
  const { modelTopology } = value
  const topology = (modelTopology ?? {}) as Readonly<Record<string, unknown>>
  const config = topology.model_config ?? topology
  return fromKeras(tensors, kerasModel(config, String(topology.keras_version ?? '2')))
}
