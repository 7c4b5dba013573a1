/** The bytes of a file as text: UTF-8, UTF-16, the encoding of Chinese spreadsheets, or the western one of old. */

export interface Decoded {
  readonly text: string
  /** the name of the encoding, where it had to be guessed */
  readonly guessed?: string
}

/** Decodes bytes. A byte order mark decides; what is no UTF-8 is guessed. */
export function decode(bytes: Uint8Array): Decoded {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) }
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const guessed = isPaired(bytes) ? 'gb18030' : 'windows-1252'
    return { text: new TextDecoder(guessed).decode(bytes), guessed }
  }
}

/** Chinese characters are pairs of high bytes; western letters with marks stand alone among others. */
function isPaired(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue
    if ((bytes[at + 1] ?? 0) < 0x80) return false
    at++
  }
  return true
}
