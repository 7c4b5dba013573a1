/** What torch.save writes: since 1.6 a zip with a pickle and the data of each storage, before that one pickle after another. */
import { inFile, refuse, value } from '../refusal.ts'
import { bytesOf } from './numbers.ts'
import { readPickle } from './pickle.ts'
import { machineOf, type Storage, storageType } from './python.ts'
import type { Archive } from './zip.ts'

const picklePath = /(^|\/)data\.pkl$/

/** A program of TorchScript, whose modules are not data alone. */
export const isTorchScript = ({ names }: Archive): boolean =>
  names.some((name) => /(^|\/)(constants\.pkl|code\/.*\.py)$/.test(name))

export const isTorchZip = ({ names }: Archive): boolean => names.some((name) => picklePath.test(name))

/** The value that torch.save was given, from the zip format. */
export function readTorchZip(archive: Archive): unknown {
  const path = archive.names.find((name) => picklePath.test(name))!
  const folder = path.replace(/data\.pkl$/, '')
  const order = archive.bytes(`${folder}byteorder`)
  if (order && new TextDecoder().decode(order).trim() === 'big')
    refuse(inFile, { id: 'intact', what: 'byteorder' }, value('big'))
  const storageOf = ([, named, key]: readonly unknown[]): Storage | null => {
    const type = storageType(named)
    if (!type) return null
    return {
      type,
      bytes: () => {
        const found = archive.bytes(`${folder}data/${String(key)}`)
        return found ?? refuse(inFile, { id: 'intact', what: `data/${String(key)}` })
      },
    }
  }
  return readPickle(archive.bytes(path)!, machineOf(storageOf)).value
}

/** The magic number of the format before 1.6, as the pickle of a long. */
const magic = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]

export function isTorchLegacy(bytes: Uint8Array): boolean {
  // From protocol 4 on, a frame of nine bytes begins the pickle.
  const from = bytes[2] === 0x95 ? 11 : 2
  return bytes[0] === 0x80 && magic.every((byte, k) => bytes[k + from] === byte)
}

/** The value that torch.save was given, from the format before 1.6: five pickles, then each storage with its length. */
export function readTorchLegacy(bytes: Uint8Array): unknown {
  const data = new Map<string, Uint8Array>()
  const widths = new Map<string, number>()
  const storageOf = ([kind, named, key]: readonly unknown[]): unknown => {
    // A module that was saved whole names its class, beside its source.
    if (kind === 'module') return named
    const type = storageType(named)
    if (!type) return null
    widths.set(String(key), bytesOf(type))
    return { type, bytes: () => data.get(String(key)) ?? refuse(inFile, { id: 'intact', what: 'storage' }) }
  }
  const machine = machineOf(storageOf)
  let at = 0
  const next = (): unknown => {
    const pickle = readPickle(bytes, machine, at)
    at = pickle.end
    return pickle.value
  }
  // The magic number, the version of the protocol, and facts about the machine.
  for (let k = 0; k < 3; k++) next()
  const found = next()
  const keys = next()
  if (!Array.isArray(keys)) return refuse(inFile, { id: 'intact', what: 'storages' })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const key of keys.map(String)) {
    const length = Number(view.getBigUint64(at, true)) * (widths.get(key) ?? 1)
    if (at + 8 + length > bytes.length) refuse(inFile, { id: 'intact', what: 'storage' })
    data.set(key, bytes.subarray(at + 8, at + 8 + length))
    at += 8 + length
  }
  return found
}
