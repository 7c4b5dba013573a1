/** Files of old spreadsheets: the letters that they were written with are guessed, told, and can be chosen otherwise. */
import { expect, test } from 'vitest'
import { decode, encodings } from '../../src/formats/read/decode.ts'
import { lines, plan } from '../support/opened.ts'

/** Bytes as a program of the place writes them. */
const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16))
const body = (text: string): string =>
  [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')

/** A header of each place, in its encoding: a date and a price. */
const written: Readonly<Record<(typeof encodings)[number], readonly [hex: string, text: string]>> = {
  gb18030: ['c8d5c6da2cbfaac5ccbcdb', '日期,开盘价'],
  big5: ['a4e9b4c12cb67dbd4cbbf9', '日期,開盤價'],
  shift_jis: ['93fa95742c8f49926c', '日付,終値'],
  'euc-kr': ['b3afc2a52cc1beb0a1', '날짜,종가'],
  'windows-1251': ['c4e0f2e02cd6e5ede0', 'Дата,Цена'],
  'windows-1252': ['446174756d2c57e4726d65', 'Datum,Wärme'],
}

test.each(Object.entries(written))('%s', async (name, [hex, text]) => {
  const file = bytes(hex + body('\n2020-01-01,1.5\n2020-01-02,2.5\n2020-01-03,3.5\n'))
  expect(decode(file)).toMatchObject({ guessed: name, text: expect.stringContaining(`${text}\n`) })
  const found = await plan({ name: 't.csv', bytes: file })
  expect(found.experiment.labels).toMatchObject({
    inputs: [text.split(',')[1]],
    steps: ['2020-01-01', '2020-01-02'],
  })
  expect(lines(found)).toContain(`it is read as ${name}`)
  expect(found.settings[0]).toEqual({ option: 'encoding', taken: name, choices: encodings })
})

test('another encoding can be chosen; of UTF-8 none is', async () => {
  const file = {
    name: 't.csv',
    bytes: bytes(`${written.big5[0]}${body('\n2020-01-01,1.5\n2020-01-02,2.5\n')}`),
  }
  const other = await plan(file, { encoding: 'gb18030' })
  expect(other.experiment.labels?.inputs).not.toEqual(['開盤價'])
  expect(other.settings[0]).toMatchObject({ option: 'encoding', taken: 'gb18030' })
  const plain = await plan({
    name: 't.csv',
    bytes: new TextEncoder().encode('日期,价\n2020-01-01,1.5\n2020-01-02,2.5\n'),
  })
  expect(plain.settings.some(({ option }) => option === 'encoding')).toBe(false)
})
