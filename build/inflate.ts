/** What jsfive asks of pako, by the unpacker that the page has already. */
import { unzlibSync } from 'fflate'

/** The bytes of a zlib stream, in a buffer of their own length. */
export const inflate = (packed: Uint8Array): Uint8Array => unzlibSync(packed).slice()
