/** Files of bytes: which format each is, and what it holds. Every reader is loaded when a file needs it. */
import { size } from '../tensor/tensor.ts'
import type { Content, Source } from './content.ts'
import { wideWithoutMark } from './read/decode.ts'
import type { Tensors } from './read/stored.ts'
import { inFile, refuse, short } from './refusal.ts'
import type { Decisions } from './said.ts'
import type { Circumstances } from './weights/weights.ts'

/** What a file of bytes holds; undefined where it is a text. */
export async function openBinary(
  source: Source,
  decisions: Decisions,
  beside: readonly Source[] = [],
): Promise<Content | undefined> {
  const { bytes } = source
  const is = (...start: readonly number[]) => start.every((byte, k) => bytes[k] === byte)
  const name = source.name ?? 'file'
  if (is(0x50, 0x4b, 3, 4)) return openArchive(source, decisions)
  if (is(0xd0, 0xcf, 0x11, 0xe0)) return refuse(inFile, { id: 'spreadsheet' })
  if (is(0x89, 0x48, 0x44, 0x46)) return openHdf5(bytes, decisions)
  if (is(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)) {
    const { pickleInNpy, readNpy } = await import('./read/npy.ts')
    const pickle = pickleInNpy(bytes)
    return pickle
      ? ofPickle(await plainPickle(pickle), name, decisions)
      : ofTensors(new Map([[name, readNpy(bytes, name)]]), { ordered: true, decisions })
  }
  if (is(0x80) && bytes[1]! <= 5) {
    const { isTorchLegacy, readTorchLegacy } = await import('./read/torch.ts')
    return ofPickle(isTorchLegacy(bytes) ? readTorchLegacy(bytes) : await plainPickle(bytes), name, decisions)
  }
  const { isTextPickle } = await import('./read/python-text.ts')
  if (isTextPickle(bytes)) return ofPickle(await plainPickle(bytes), name, decisions)
  const { isSafetensors, readSafetensors } = await import('./read/safetensors.ts')
  // The data of a safetensors file are sorted by type and name, not as in the model.
  if (isSafetensors(bytes)) return ofTensors(readSafetensors(bytes), { ordered: false, decisions })
  if (is(0x08)) {
    const { readOnnx } = await import('./read/onnx.ts')
    const graph = readOnnx(bytes, (file) => beside.find((each) => each.name === file)?.bytes)
    if (graph) return { kind: 'weights', state: (await import('./weights/onnx.ts')).fromOnnx(graph) }
  }
  return looksBinary(bytes) ? refuse(inFile, { id: 'knownFile' }) : undefined
}

/** Has it bytes that no text has? UTF-16 has a mark of its own. */
function looksBinary(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return false
  if (wideWithoutMark(bytes)) return false
  return bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 27))
}

async function openArchive({ bytes, name = 'file' }: Source, decisions: Decisions): Promise<Content> {
  const { openZip } = await import('./read/zip.ts')
  const archive = openZip(bytes)
  if (archive.names.some((each) => each.startsWith('xl/'))) return refuse(inFile, { id: 'spreadsheet' })
  const { isTorchScript, isTorchZip, readTorchZip } = await import('./read/torch.ts')
  if (isTorchZip(archive) && isTorchScript(archive))
    return refuseModule('TorchScript', name, 'torch.jit.load')
  if (isTorchZip(archive)) return ofPickle(readTorchZip(archive), name, decisions)
  const weights = archive.bytes('model.weights.h5')
  if (weights) {
    const [config, metadata] = ['config.json', 'metadata.json'].map((each) => jsonIn(archive.bytes(each)))
    const version = (metadata as { keras_version?: unknown } | undefined)?.keras_version
    return openHdf5(weights, decisions, config, typeof version === 'string' ? version : '3')
  }
  const arrays = archive.names.filter((each) => each.endsWith('.npy'))
  if (arrays.length === 0) return refuse(inFile, { id: 'knownFile' })
  const { pickleInNpy, readNpy } = await import('./read/npy.ts')
  const all = arrays.map((each) => [each.slice(0, -4), archive.bytes(each)!] as const)
  const data = all.filter(([, inner]) => !pickleInNpy(inner))
  const tensors = new Map(data.map(([each, inner]) => [each, readNpy(inner, `${each}.npy`)]))
  const unopened = all.filter((each) => !data.includes(each)).map(([each]) => each)
  return ofTensors(tensors, { ordered: true, decisions, unopened })
}

function jsonIn(bytes: Uint8Array | undefined): unknown {
  if (!bytes) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

async function openHdf5(
  bytes: Uint8Array,
  decisions: Decisions,
  config?: unknown,
  given = '2',
): Promise<Content> {
  const { readHdf5 } = await import('./read/hdf5.ts')
  const { kerasModel } = await import('./weights/keras-config.ts')
  const { tensors, texts } = readHdf5(bytes)
  const inside = texts.get('@model_config')
  const said = texts.get('@keras_version') ?? texts.get('model_weights@keras_version')
  const version = typeof said === 'string' ? said : given
  const model = kerasModel(
    config ?? (typeof inside === 'string' ? jsonIn(new TextEncoder().encode(inside)) : undefined),
    version,
  )
  const names = texts.get('model_weights@layer_names') ?? texts.get('@layer_names')
  const weights = new Map([...tensors].filter(([key]) => !/optimizer/.test(key)))
  return ofTensors(sorted(weights, model || typeof names === 'string' ? undefined : names), {
    ordered: model !== undefined || names !== undefined,
    decisions,
    ...(model ? { model } : {}),
    ...(typeof said === 'string' ? { version: said } : {}),
  })
}

/** HDF5 sorts by name: the list of layers of a file puts them in the order of the model. */
function sorted(tensors: Tensors, names: readonly string[] | undefined): Tensors {
  if (!names) return tensors
  const place = (key: string) => {
    const path = key.split('/')
    const at = names.findIndex((name) => path.includes(name))
    return at < 0 ? names.length : at
  }
  return new Map([...tensors].sort(([a], [b]) => place(a) - place(b)))
}

async function plainPickle(bytes: Uint8Array): Promise<unknown> {
  const { readPickle } = await import('./read/pickle.ts')
  const { machineOf } = await import('./read/python.ts')
  const { readTorchLegacy } = await import('./read/torch.ts')
  // A tensor that was pickled without torch.save has its memory as a file within.
  const storage = ([inner]: readonly unknown[]) =>
    inner instanceof Uint8Array ? readTorchLegacy(inner) : null
  return readPickle(
    bytes,
    machineOf(() => null, { 'torch.storage._load_from_bytes': storage }),
  ).value
}

/** The weights in the value of a pickle. A module itself is not opened: its code would have to run. */
async function ofPickle(value: unknown, name: string, decisions: Decisions): Promise<Content> {
  const { Unopened } = await import('./read/pickle.ts')
  const { flatten, moduleIn } = await import('./weights/tree.ts')
  const { tensorIn } = await import('./read/python.ts')
  const alone = tensorIn(value)
  if (alone) return ofTensors(new Map([[name, alone]]), { ordered: true, decisions })
  const { tensors, unopened } = flatten(value)
  const module = value instanceof Unopened ? value : tensors.size === 0 ? moduleIn(value) : undefined
  if (module) return refuseModule(short(module.name), name, 'torch.load')
  return ofTensors(tensors, { ordered: true, decisions, unopened })
}

/** Says the lines that save the weights of a module alone. */
function refuseModule(module: string, file: string, load: string): never {
  const code = `import torch; model = ${load}(${JSON.stringify(file)}); torch.save(model.state_dict(), "weights.pt")`
  return refuse(inFile, { id: 'stateDict', name: module, code })
}

/** More numbers are not made lists of. */
const mostInLists = 2 ** 22

/** Tensors as weights; where they hold none, one alone as a sequence, and x with y as inputs and targets. */
export async function ofTensors(found: Tensors, circumstances: Circumstances): Promise<Content> {
  const { stateOf } = await import('./weights/weights.ts')
  const { damageNamed, listsOfStored } = await import('./read/stored.ts')
  const tensors = damageNamed(found)
  const state = stateOf(tensors, circumstances)
  if (state) return { kind: 'weights', state }
  const [only, ...more] = [...tensors.values()].filter(({ shape }) => shape.length > 0)
  if (only && more.length === 0 && only.shape.length <= 3)
    return { kind: 'lists', lists: listsOfStored(only) as readonly unknown[] }
  const { pairIn } = await import('./table/pairs.ts')
  const isShort = tensors.size === 2 && [...tensors.values()].every(({ shape }) => size(shape) <= mostInLists)
  const pair =
    isShort && pairIn(Object.fromEntries([...tensors].map(([name, of]) => [name, listsOfStored(of)])))
  if (pair) return pair
  const names = [...tensors.keys()].slice(0, 8).map(short)
  return refuse(inFile, { id: 'cellInside' }, names.length > 0 ? { id: 'names', names } : { id: 'nothing' })
}
