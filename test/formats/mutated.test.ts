/** Each given table, written in another way that means the same: the same numbers come out, or it is asked or refused; never another set of numbers. */
import { readdirSync } from 'node:fs'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { decode } from '../../src/formats/read/decode.ts'
import { tableOf } from '../../src/formats/table/cells.ts'
import { fileOf, opened } from '../support/opened.ts'

const names = readdirSync('test/files').filter((name) => name.endsWith('.csv'))

const utf8 = (text: string) => new TextEncoder().encode(text)
function utf16(text: string, big: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length)
  const view = new DataView(bytes.buffer)
  for (const [k, letter] of [...`\uFEFF${text}`.matchAll(/[\s\S]/g)].entries())
    view.setUint16(2 * k, letter[0].charCodeAt(0), !big)
  return bytes
}

/** The cells of a text, separated otherwise. */
const separated = (text: string, delimiter: string, quotes = false): string => {
  const rows = tableOf(text).rows.map(({ cells }) => [...cells])
  return `${Papa.unparse(rows, { delimiter, quotes, newline: '\n' })}\n`
}

const lines = (text: string, change: (line: string) => string): string =>
  text.replace(/\n+$/, '').split('\n').map(change).join('\n')

const mutations: Readonly<Record<string, (text: string) => Uint8Array>> = {
  commas: (text) => utf8(separated(text, ',')),
  semicolons: (text) => utf8(separated(text, ';')),
  tabs: (text) => utf8(separated(text, '\t')),
  bars: (text) => utf8(separated(text, '|')),
  'quotes around all cells': (text) => utf8(separated(text, ',', true)),
  'quotes and semicolons': (text) => utf8(separated(text, ';', true)),
  'a byte order mark': (text) => utf8(`\uFEFF${text}`),
  'UTF-16, little end first': (text) => utf16(text, false),
  'UTF-16, big end first': (text) => utf16(text, true),
  'lines of Windows': (text) => utf8(text.replace(/\n/g, '\r\n')),
  'a separator at the end': (text) => utf8(lines(separated(text, ','), (line) => `${line},`)),
  'a tab at the end': (text) => utf8(lines(separated(text, '\t'), (line) => `${line}\t`)),
  'empty lines below': (text) => utf8(`${text}\n\n\n`),
  'a remark above': (text) => utf8(`# written by a program\n${text}`),
}

/** Of numbers such as 1.007 the separator itself says that the point stands before decimals; between semicolons or tabs it is asked. */
const says = (how: string, name: string): boolean =>
  name === 'german-thousands.csv' && !/semicolons|tab/.test(how)

test.each(names)('%s, written otherwise, is the same or is asked about', async (name) => {
  const source = fileOf(`test/files/${name}`)
  const text = decode(source.bytes)
    .text.replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
  const given = await opened(source)
  if (!given.ok) throw new Error(given.error)
  const [wrong, refused]: [string[], string[]] = [[], []]
  for (const [how, change] of Object.entries(mutations)) {
    const found = await opened({ name, bytes: change(text) })
    if (!found.ok) {
      refused.push(how)
      expect(found.error).toMatch(/expected/)
      continue
    }
    const asked = found.value.questions.some(
      ({ option }) => option === 'decimal' || !given.value.questions.some((each) => each.option === option),
    )
    const [one, other] = [given, found].map(({ value }) => value.experiment.sequence)
    if (!asked && !says(how, name) && JSON.stringify(one) !== JSON.stringify(other)) wrong.push(how)
  }
  expect(wrong).toEqual([])
  expect(refused).toEqual([])
})
