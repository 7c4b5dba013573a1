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
  const wide = wideWithoutMark(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), guessed: wide }
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

/** UTF-16 without its mark: in a text with digits and commas, most of every second byte is zero. */
export function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const n = Math.min(bytes.length, 4096) & ~1
  if (n < 8 || bytes.length % 2 === 1) return undefined
  const zeros = [0, 0]
  for (let at = 0; at < n; at++) {
    if (bytes[at] === 0) zeros[at % 2]!++
    // No text has these, in either half.
    else if (bytes[at]! < 9 && bytes[at ^ 1] === 0) return undefined
  }
  const [even, odd] = zeros.map((count) => count / (n / 2))
  if (odd! > 0.3 && even! < 0.02) return 'utf-16le'
  return even! > 0.3 && odd! < 0.02 ? 'utf-16be' : undefined
}
