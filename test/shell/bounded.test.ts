/** What is pasted, opened or followed may be hostile: it is refused in time that grows no faster than it does. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { packed, unpacked } from '../../app/state/pack.ts'
import { readExperiment, tooLarge } from '../../src/index.ts'
import { opened, textOf } from '../support/opened.ts'
import { least, spent } from '../support/speed.ts'

/** Texts of about n characters, each of another shape. */
const shapes: Readonly<Record<string, (n: number) => string>> = {
  'lists in lists': (n) => '['.repeat(n / 2) + ']'.repeat(n / 2),
  'lists side by side': (n) => `[${Array.from({ length: n / 3 }, () => '[]').join()}]`,
  'lists closed far apart': (n) => `[${'[1],\n   '.repeat(n / 8)}[2]]`,
  'lists that are left open': (n) => '[1,'.repeat(n / 3),
  'a tail of lists': (n) => `[1${',['.repeat(n / 3)}${']'.repeat(n / 3)}]`,
  'objects in objects': (n) => `${'{"a":'.repeat(n / 6)}1${'}'.repeat(n / 6)}`,
  'objects in a list': (n) => `[${'{"a":['.repeat(n / 8)}${']}'.repeat(n / 8)}]`,
  'empty lines': (n) => `1${'\n'.repeat(n)}2`,
  spaces: (n) => `[1,${' '.repeat(n)}2]`,
  'spaces and a word': (n) => `1${' '.repeat(n)}x`,
  'commas and spaces': (n) => `1${', '.repeat(n / 2)}x`,
  semicolons: (n) => `1${'; ,'.repeat(n / 3)}x`,
  'a number without end': (n) => `${'1'.repeat(n)}x`,
  'a decimal without end': (n) => `1.${'1'.repeat(n)}x`,
  'digits in a list': (n) => `["${'1'.repeat(n)}x"]`,
  'an exponent without end': (n) => `1e${'1'.repeat(n)}x`,
  'a number that JSON refuses': (n) => `[${'1'.repeat(n)}x]`,
  quotes: (n) => '"'.repeat(n),
  'a string that does not end': (n) => `["${'\\\\'.repeat(n / 2)}`,
  'a long key': (n) => `{"${'weight_ih_l'.repeat(n / 11)}": 1}`,
  'one row': (n) => '1 '.repeat(n / 2),
  'many rows': (n) => '1\n'.repeat(n / 2),
}

const milliseconds = (text: string) => spent(() => opened(textOf(text)))

test.each(Object.entries(shapes))('a pasted text is read or refused in linear time: %s', async (_, shape) => {
  await milliseconds(shape(2000))
  // Eight times the length takes about eight times as long; in quadratic time it would be sixty-four times.
  const ratio = async () =>
    (await milliseconds(shape(2_000_000))) / Math.max(await milliseconds(shape(250_000)), 25)
  expect(await least(24, ratio)).toBeLessThan(24)
})

test('lists are rows, and a batch of one is its only sequence', async () => {
  const row = [0.5, 1.5, 2.5]
  const given = async (value: unknown) => {
    const result = await opened(textOf(JSON.stringify(value)))
    return result.ok ? result.value.experiment.sequence.inputs : result.error
  }
  expect(await given([row, row, row])).toEqual([row, row])
  expect(await given([[row, row, row]])).toEqual([row, row])
  expect(await given([[row, [row]], [row]])).toMatch(
    /^\[1\]\[0\]: expected a finite number|^\[1\]: expected a list/,
  )
  expect(await given(row)).toEqual([[0.5], [1.5]])
})

test('of a long table the first 200 rows are read; more than there may be timesteps are refused', async () => {
  const long = textOf('1\n'.repeat(5000))
  expect(await opened(long)).toMatchObject({ ok: true, value: { questions: [] } })
  expect(await opened(long, { rows: '1..3650' })).toMatchObject({
    ok: false,
    error: '--rows: expected 1 to 2000 timesteps, got 3650',
  })
})

test('weights of a size that no model may have are refused or left out before anything is made of them', async () => {
  const wide = [Array(200_000).fill(0)]
  const state = { weight_ih_l0: [[0]], weight_hh_l0: wide, 'fc.weight': [wide[0]] }
  expect(await opened(textOf(JSON.stringify(state)))).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^(model\.\w+: expected .*256|weight_ih_l0: expected)/),
  })
  const rows = Array.from({ length: 200_000 }, () => wide[0]!.slice(0, 1))
  const square = { weight_ih_l0: [[0]], weight_hh_l0: [[0]], 'fc.weight': rows }
  // A head that is too large is left out, and said to be.
  const found = await opened(textOf(JSON.stringify(square)))
  expect(found).toMatchObject({ ok: true, value: { experiment: { model: { outputSize: 1 } } } })
  expect(found.ok && found.value.said.map(({ id }) => id)).toContain('wideHead')
})

test('a file is refused by its size alone', () => {
  expect(tooLarge(16 * 2 ** 20)).toBeUndefined()
  for (const bytes of [16 * 2 ** 20 + 1, 600 * 2 ** 20, 2 ** 40])
    expect(tooLarge(bytes)).toMatchObject({ where: { id: 'file' }, expected: { id: 'megabytes', most: 16 } })
  expect(readExperiment(' '.repeat(16 * 2 ** 20 + 1))).toMatchObject({
    ok: false,
    error: 'file: expected at most 16 MB, got 17 MB',
  })
})

const address = (bytes: Buffer) => `z.${bytes.toString('base64url')}`

test('a link is unpacked up to its bound, and gives back its text', async () => {
  const text = '{"title": "门 – 2·½", "numbers": [0.1, -2e-9]}'
  expect(await unpacked(await packed(text), 2 ** 24)).toBe(text)
  const long = 'ab'.repeat(2 ** 19)
  expect(await unpacked(await packed(long), 2 ** 20)).toBe(long)
  expect(await unpacked(await packed(long), 2 ** 20 - 1)).toBeUndefined()
  // Where the browser cannot compress, a link holds the text as it is.
  const plain = `j.${Buffer.from(text).toString('base64url')}`
  expect(await unpacked(plain, 2 ** 24)).toBe(text)
  expect(await unpacked(plain, 8)).toBeUndefined()
  await expect(unpacked('z.AAAA', 2 ** 24)).rejects.toThrow()
  await expect(unpacked(address(deflateRawSync('text').subarray(0, 3)), 2 ** 24)).rejects.toThrow()
})

test('a link that inflates without bound is given up at the bound: neither time nor memory is spent on the rest', async () => {
  const bomb = address(deflateRawSync(Buffer.alloc(400 * 2 ** 20), { level: 9 }))
  const unpack = async () => expect(await unpacked(bomb, 16 * 2 ** 20)).toBeUndefined()
  const before = process.memoryUsage().rss
  await unpack()
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20)
  expect(await least(500, () => spent(unpack))).toBeLessThan(500)
  // An address that is itself too long is not even decoded.
  expect(await unpacked(`z.${'!'.repeat(2 ** 21)}`, 2 ** 20)).toBeUndefined()
})
