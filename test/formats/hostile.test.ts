/** Files that are damaged or hostile get one sentence, whatever they are: nothing is run, nothing throws, nothing hangs. */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { mistakes } from '../../app/words/zh/mistakes.ts'
import { mistakeIn } from '../../src/index.ts'
import { opened } from '../support/opened.ts'

/** A pickle of a call: os.system('echo'). */
const call = strToU8('\x80\x02cos\nsystem\nX\x04\0\0\0echo\x85R.', true)

/** A zip with a record of large archives, whose count of entries is 2³² − 1. */
function endless(): Uint8Array {
  const small = zipSync({ 'a.txt': strToU8('x') })
  const end = small.length - 22
  const start = new DataView(small.buffer).getUint32(end + 16, true)
  const bytes = new Uint8Array(small.length + 76)
  bytes.set(small.subarray(0, end))
  const view = new DataView(bytes.buffer)
  view.setUint32(end, 0x06064b50, true)
  view.setUint32(end + 32, 0xffffffff, true)
  view.setUint32(end + 48, start, true)
  view.setUint32(end + 56, 0x07064b50, true)
  view.setUint32(end + 64, end, true)
  bytes.set(small.subarray(end), end + 76)
  return bytes
}

const safetensors = (header: unknown, data = new Uint8Array(64)): Uint8Array => {
  const json = strToU8(JSON.stringify(header))
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
  bytes.set(json, 8)
  bytes.set(data, 8 + json.length)
  return bytes
}

const tensor = (shape: readonly number[], from: number, to: number) => ({
  dtype: 'F32',
  shape,
  data_offsets: [from, to],
})

const bad: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
  'a pickle that calls a function': [call, /got a call of os\.system, which is not run/],
  'the same in a zip of PyTorch': [zipSync({ 'a/data.pkl': call }), /os\.system/],
  'a zip that is cut short': [zipSync({ 'a/data.pkl': call }).slice(0, 60), /whole/],
  'a zip of something else': [zipSync({ 'a.txt': strToU8('x') }), /expected a table/],
  'a zip that says it has thousands of millions of entries': [endless(), /whole/],
  'a spreadsheet': [zipSync({ 'xl/workbook.xml': strToU8('x') }), /save it as CSV/],
  'a tensor that says it is larger than its data': [
    safetensors({ weight_ih_l0: tensor([4, 1], 0, 8), weight_hh_l0: tensor([4, 1], 16, 32) }),
    /^weight_ih_l0: expected a tensor of shape 4 × 1, got 8 bytes/,
  ],
  'a tensor beyond the end': [
    safetensors({ weight_ih_l0: tensor([1000, 1000], 0, 4_000_000) }),
    /^weight_ih_l0: expected a tensor of shape/,
  ],
  'a shape that is none': [safetensors({ weight_ih_l0: tensor([-1, 4], 0, 16) }), /^weight_ih_l0: expected/],
  'a tensor of a million million numbers': [
    safetensors({ weight_ih_l0: tensor([1e6, 1e6], 0, 64) }),
    /^weight_ih_l0: expected/,
  ],
  'a shape of too few numbers for the recurrent weights': [
    safetensors({ weight_ih_l0: tensor([4, 1], 0, 16), weight_hh_l0: tensor([2, 1], 16, 24) }),
    /^weight_hh_l0: expected a tensor of shape 4 × 1, got 2 × 1/,
  ],
  nothing: [new Uint8Array(), /an empty one/],
  'bytes of no kind': [Uint8Array.from([1, 2, 3, 4, 0, 0, 7]), /expected a table/],
  'half a header of HDF5': [Uint8Array.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]), /whole/],
}

test.each(Object.entries(bad))(
  '%s is refused in one sentence of either language',
  async (_, [bytes, told]) => {
    const result = await opened({ name: 'file', bytes })
    if (result.ok) throw new Error('it was opened')
    expect(result.error).toMatch(told)
    expect(result.error).not.toContain('\n')
    expect(mistakeIn(result.mistake, mistakes)).toMatch(/\p{Script=Han}.*。$/u)
  },
)

test('__proto__ and constructor are names like others', async () => {
  for (const text of [
    '{"__proto__": {"weight_ih_l0": [[1]], "weight_hh_l0": [[1]]}}',
    '{"constructor": [[1]], "__proto__.weight_ih_l0": [[1]], "__proto__.weight_hh_l0": [[1]]}',
    '__proto__,constructor\n1,2\n3,4\n5,6\n',
    '[{"__proto__": 1, "constructor": 2}, {"__proto__": 3, "constructor": 4}]',
  ]) {
    const result = await opened({ name: 'x', bytes: strToU8(text) }, { activation: 'tanh' })
    if (result.ok) expect(result.value.experiment.model.inputSize).toBeLessThan(3)
    expect(({} as Record<string, unknown>).weight_ih_l0).toBeUndefined()
  }
})

/** A pickle of a list that holds a list a hundred times, and so on, over a number. */
function repeated(levels: number, bottom: string): Uint8Array {
  let pickle = `${bottom}p0\n0`
  for (let k = 1; k <= levels; k++) pickle += `(${`g${k - 1}\n`.repeat(100)}lp${k}\n0`
  return strToU8(`\x80\x02${pickle}}X\x01\0\0\0ag${levels}\ns.`, true)
}

test('lists of lists that are the same ones again and again end', async () => {
  for (const [levels, bottom] of [
    [5, 'F1\n'],
    [9, ']'],
  ] as const) {
    const result = await opened({ name: 'x.pkl', bytes: repeated(levels, bottom) })
    expect(result.ok ? 'opened' : result.error).toMatch(/expected/)
  }
})

test('a NaN among weights is named with its place', async () => {
  const data = new Uint8Array(32)
  new DataView(data.buffer).setFloat32(4, Number.NaN, true)
  const bytes = safetensors(
    { weight_ih_l0: tensor([4, 1], 0, 16), weight_hh_l0: tensor([4, 1], 16, 32) },
    data,
  )
  expect(await opened({ name: 'x', bytes })).toMatchObject({
    ok: false,
    error: 'weight_ih_l0[1][0]: expected a finite number, got NaN',
  })
})

const models = ['models', 'brought', 'weights'].flatMap((folder) =>
  readdirSync(`test/${folder}`).flatMap((name) => (name === 'index.json' ? [] : [`${folder}/${name}`])),
)

test.each(models)(
  '%s with bytes changed, cut or repeated is opened or refused, and nothing else',
  async (name) => {
    const whole = new Uint8Array(readFileSync(`test/${name}`))
    const changed = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(changed, fc.nat(whole.length), fc.boolean(), async (changes, at, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice()
        for (const [place, byte] of changes) if (place < bytes.length) bytes[place] = byte
        const result = await opened({ name, bytes })
        if (!result.ok) expect(result.error).not.toContain('\n')
      }),
      { numRuns: 40, seed: 24 },
    )
  },
)

test('texts of any letters are opened or refused, and nothing else', async () => {
  const piece = fc.constantFrom(
    '1',
    '2.5',
    ',',
    ';',
    '\n',
    '\t',
    ' ',
    '"',
    'a',
    '[',
    ']',
    '{',
    '}',
    ':',
    'nan',
    '−3',
    'O',
    'B-X',
    '#',
    '%',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const result = await opened({ name: 'x.csv', bytes: strToU8(pieces.join('')) })
      if (!result.ok) expect(result.error).not.toContain('\n')
    }),
    { numRuns: 300, seed: 24 },
  )
})
