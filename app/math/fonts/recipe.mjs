/**
 * Makes the fonts of this folder: the signs of KaTeX's two main fonts that nearly every formula has, so that the rest of them is fetched
 * where another sign is shown. Prints which signs each has (fonts.css) and which are left (build/fonts.ts).
 * In a folder with `npm install subset-font@2.9.0 katex`: node recipe.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import fontverter from 'fontverter'
import subsetFont from 'subset-font'

const span = (a, b) => Array.from({ length: b - a + 1 }, (_, i) => a + i)
const codes = (text) => [...text].map((sign) => sign.codePointAt(0))
const spaces = [0x20, 0xa0, ...span(0x2002, 0x2006), 0x2009, 0x200a]
const wanted = {
  'KaTeX_Main-Regular': [...spaces, ...span(0x21, 0x7e), ...codes('−⊙⊘⋅×∂⊤′⋯⋮⋱…≥→←∞ˉ∣')],
  'KaTeX_Math-Italic': [
    ...spaces,
    ...span(0x30, 0x39),
    ...span(0x41, 0x5a),
    ...span(0x61, 0x7a),
    ...codes('αβγδεζηθικλμνξπρστφχψωϵϕ'),
  ],
}

/** The signs of a font: the table of Unicode's first plane in its cmap (format 4). */
function signsOf(font) {
  const tables = span(0, font.readUInt16BE(4) - 1).map((i) => 12 + 16 * i)
  const cmap = font.readUInt32BE(tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap') + 8)
  const parts = span(0, font.readUInt16BE(cmap + 2) - 1).map(
    (i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i),
  )
  const part = parts.find((at) => font.readUInt16BE(at) === 4)
  const size = font.readUInt16BE(part + 6)
  const row = (kind, i) => part + 14 + kind * size + (kind > 0 ? 2 : 0) + 2 * i
  return span(0, size / 2 - 1).flatMap((i) => {
    const [end, start] = [font.readUInt16BE(row(0, i)), font.readUInt16BE(row(1, i))]
    const [shift, offset] = [font.readUInt16BE(row(2, i)), font.readUInt16BE(row(3, i))]
    const glyph = (c) =>
      offset === 0 ? (c + shift) & 0xffff : font.readUInt16BE(row(3, i) + offset + 2 * (c - start))
    return end === 0xffff ? [] : span(start, end).filter((c) => glyph(c) > 0)
  })
}

function ranges(signs) {
  const all = []
  for (const c of signs) {
    const last = all.at(-1)
    if (last?.[1] === c - 1) last[1] = c
    else all.push([c, c])
  }
  const hex = (c) => c.toString(16).toUpperCase()
  return all.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(', ')
}

for (const [name, some] of Object.entries(wanted)) {
  const file = readFileSync(`node_modules/katex/dist/fonts/${name}.woff2`)
  const signs = signsOf(Buffer.from(await fontverter.convert(file, 'sfnt')))
  const kept = signs.filter((c) => some.includes(c))
  const text = String.fromCodePoint(...kept)
  writeFileSync(
    `${name.replace('KaTeX_', '')}.woff2`,
    await subsetFont(file, text, { targetFormat: 'woff2' }),
  )
  console.log(`${name}\n  has  ${ranges(kept)}\n  lacks ${ranges(signs.filter((c) => !some.includes(c)))}`)
}
