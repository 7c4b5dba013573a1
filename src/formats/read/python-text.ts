/** Texts as Python writes them in quotation marks, and pickles that are texts themselves. */

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
const escapes = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi

/** What Python writes for letters that are no plain ones: \n, \x00, \u4e2d. */
export const unescaped = (text: string, all: boolean): string =>
  text.replace(escapes, (whole, x, u, wide, letter) => {
    const code = x ?? u ?? wide
    if (code !== undefined) return x && !all ? whole : String.fromCodePoint(Number.parseInt(code, 16))
    return all ? (controls[letter] ?? letter) : whole
  })

/** A text in quotation marks, as Python writes it. */
export const unquoted = (text: string): string => unescaped(text.replace(/^(['"])(.*)\1$/, '$2'), true)

/** A pickle of protocol 0 is a text; it begins with a dict, a list or a name. */
export function isTextPickle(bytes: Uint8Array): boolean {
  const last = bytes.findLastIndex((byte) => byte > 32)
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 80))
  return bytes[last] === 0x2e && /^(\([dl]p?\d*\n|c[\w.]+\n\w+\n)/.test(start)
}
