/** The entries of a zip archive, inflated when they are asked for (fflate). */
import { unzipSync } from 'fflate'
import { inFile, refuse, value } from '../refusal.ts'

export interface Archive {
  readonly names: readonly string[]
  /** the bytes of an entry; undefined where there is none */
  readonly bytes: (name: string) => Uint8Array | undefined
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

const mostMegabytes = 512
const mostEntries = 20_000

/** Opens an archive; refused where it would grow beyond measure. */
export function openZip(bytes: Uint8Array): Archive {
  const sizes = new Map<string, number>()
  let entries = 0
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      // A damaged archive can say that it has thousands of millions of entries.
      if (++entries > mostEntries) refuse(inFile, { id: 'intact', what: 'zip' }, value(String(entries)))
      sizes.set(name, originalSize)
      return false
    },
  })
  const all = [...sizes.values()].reduce((sum, n) => sum + n, 0)
  if (all > mostMegabytes * 2 ** 20)
    refuse(
      inFile,
      { id: 'megabytes', most: mostMegabytes },
      { id: 'megabytes', n: Math.round(all / 2 ** 20) },
    )
  return {
    names: [...sizes.keys()],
    bytes: (name) => {
      if (!sizes.has(name)) return undefined
      const found = unzipSync(bytes, { filter: (entry) => entry.name === name })[name]
      if (!found || found.length !== sizes.get(name)) throw new RangeError(name)
      return found
    },
  }
}
