import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstMistake } from '../../src/experiment/scan.ts'
import {
  check,
  type Experiment,
  problemOf,
  readExperiment,
  record,
  writeExperiment,
} from '../../src/index.ts'
import { experimentOf, supported } from '../support/cases.ts'
import { least, spent } from '../support/speed.ts'

const lstm = supported.find((c) => c.name === 'lstm-ce-all')!.document as Experiment
const copy = () => structuredClone(lstm) as unknown as { [key: string]: never } & Experiment

test.each(supported.map((c) => [c.name, c] as const))('%s is read, and written back as it was', (_, c) => {
  const experiment = experimentOf(c)
  expect(experiment).toEqual(c.document)
  expect(readExperiment(writeExperiment(experiment))).toEqual({ ok: true, value: experiment })
  expect(check({ name: 'any', experiment: c.document }).ok).toBe(true)
})

test('values that only code can make are refused, or copied once', () => {
  const thrower = new Proxy({}, { getPrototypeOf: () => fail(), ownKeys: () => fail(), get: () => fail() })
  function fail(): never {
    throw thrower
  }
  for (const value of [
    thrower,
    { ...lstm, model: thrower },
    Object.defineProperty(copy(), 'loss', { get: fail, enumerable: true }),
  ])
    expect(check(value)).toMatchObject({ ok: false, error: expect.stringMatching(/^document: expected /) })
  const circular: Record<string, unknown> = { ...copy() }
  circular.labels = circular
  expect(check(circular).ok).toBe(false)

  let reads = 0
  const twoFaced = copy()
  Object.defineProperty(twoFaced.model, 'hiddenSize', {
    get: () => (reads++ === 0 ? 3 : 'x'),
    enumerable: true,
  })
  expect(experimentOf({ document: twoFaced })).toEqual(lstm)
  const inherited = { ...copy(), model: Object.assign(Object.create({ activation: 'bad' }), lstm.model) }
  expect(experimentOf({ document: inherited }).model.activation).toBeUndefined()
})

test('the place where a text stops being JSON is the one that the engine tells, where it tells one', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '"b":',
      '"\\u00',
      '"\\u00e9"',
      '\\',
      '\n',
      ' ',
      '0',
      '-',
      '1',
      '.5',
      '1.',
    ],
    ...['e', 'E+', '12', 'true', 'tru', 'null', 'nul', 'false', 'x', '\u0000', '\u2028', '-0', '01'],
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
      (source) => {
        let message = ''
        try {
          JSON.parse(source)
        } catch (error) {
          message = (error as Error).message
        }
        const at = firstMistake(source)
        expect(at === undefined).toBe(message === '')
        const told = / JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1]
        if (told !== undefined) expect(at).toBe(Number(told))
      },
    ),
    { numRuns: 5000, seed: 3 },
  )
})

test('1,000 damaged documents: each is read, or refused in one line, quickly', async () => {
  const originals = supported.filter((c) => c.name !== 'lstm-long').map((c) => JSON.stringify(c.document))
  const junk = fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    1e9,
    2.5,
    '',
    'NaN',
    'x'.repeat(300),
    [],
    [[]],
    {},
    [1],
    [[1]],
    { a: {} },
    undefined,
    'a\nb\u2028c',
    { length: 5 },
    { constructor: 1 },
    Array.from({ length: 100_000 }, () => [0]),
    JSON.parse('['.repeat(1000) + ']'.repeat(1000)),
  )
  let refused = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...originals),
      fc.nat(),
      junk,
      fc.constantFrom('value', 'key', 'cut', 'more'),
      async (source, where, value, kind) => {
        let text = source
        if (kind === 'cut') text = source.slice(0, where % source.length)
        else {
          const document = JSON.parse(source)
          const places: [Record<string, unknown>, string][] = []
          const walk = (node: unknown) => {
            if (node === null || typeof node !== 'object') return
            for (const key of Object.keys(node)) {
              places.push([node as Record<string, unknown>, key])
              walk((node as Record<string, unknown>)[key])
            }
          }
          walk(document)
          const [node, key] = places[where % places.length]!
          if (kind === 'more') node[['__proto__', 'toString', 'weights', 'x y', '0'][where % 5]!] = value
          else if (kind === 'key') delete node[key]
          else node[key] = value
          text = JSON.stringify(document)
        }
        let result!: ReturnType<typeof readExperiment>
        const read = () => {
          result = readExperiment(text)
        }
        expect(await least(1000, () => spent(read))).toBeLessThan(1000)
        if (result.ok) record(problemOf(result.value))
        else {
          refused++
          expect(result.error).toMatch(/^[^\n\r\u2028\u2029]{3,600}$/)
          expect(result.error).toMatch(/^[^:]+: (expected .|unknown key, expected one of )/)
        }
      },
    ),
    { numRuns: 1000, seed: 7 },
  )
  expect(refused).toBeGreaterThan(700)
})
