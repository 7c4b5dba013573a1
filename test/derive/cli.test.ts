import katex from 'katex'
import { expect, test } from 'vitest'
import { ruleIds } from '../../src/index.ts'
import { supported } from '../support/cases.ts'
import { command, fileOf } from '../support/command.ts'

const c = supported.find((each) => each.name === 'lstm-peephole')!
const file = fileOf({ experiment: c.document })
const run = (args: readonly string[]) => command('derive', ...args)

type Printed = { rule: string; tex: string; value: number }[]
const lines = async (args: readonly string[]): Promise<Printed> => {
  const { status, stdout, stderr } = await run(args)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout)
}

test('prints a line for each rule, every one with PyTorch’s gradient', async () => {
  // Row blocks i, f, g, o: the first row of the forget gate is row H.
  const grads = c.expect.grads.weight_hh_l0 as number[][]
  const H = grads.length / 4
  const expected = grads[H]![1]!
  for (const args of [
    [file, 'd:U_f[0,1]'],
    [file, 'd:U_f[0,1]', '--depth', 'all'],
    ['--notation', 'graves', file, 'd:U_f[0,1]'],
    ['--depth=one', '--notation=pytorch', file, `d:weight_hh_l0[${H},1]`],
  ]) {
    const printed = await lines(args)
    expect(printed[0]!.rule).toBe('question')
    expect(printed.at(-1)!.rule).toBe('result')
    printed.forEach(({ rule, tex, value, ...more }, i) => {
      expect(more).toEqual({})
      expect(ruleIds).toContain(rule)
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-10 * Math.abs(expected) + 1e-12)
      expect(tex).not.toBe(printed[i - 1]?.tex)
      // For a paper: no tags, and nothing that LaTeX does not know.
      expect(tex).not.toContain('htmlData')
      katex.renderToString(tex, { throwOnError: true, strict: 'error' })
    })
  }
})

test('options say how far back, and in which letters', async () => {
  const one = await lines([file, 'd:C@1[0]'])
  expect((await lines([file, 'd:C@1[0]', '--depth', 'all'])).length).toBeGreaterThan(3 * one.length)
  expect(one[0]!.tex).toBe('\\frac{\\partial L}{\\partial C_{1}[0]}')
  expect((await lines([file, 'd:C@1[0]', '--notation', 'graves']))[0]!.tex).toBe(
    '\\frac{\\partial L}{\\partial s_{c}^{1}[0]}',
  )
})

test.each([
  [[file, 'd:U_f'], 'target: expected one element'],
  [[file, 'd:nothing[0]'], 'target: expected the gradient of one of '],
  [[file, 'C@2[0]'], 'target: expected a gradient, such as d:C@2[0]'],
  [[file], 'expected a file and a gradient: npm run -s derive -- FILE.json'],
  [[file, 'd:C@2[0]', '--depth', 'two'], '--depth: expected one of one, all, got "two"'],
  [
    [file, 'd:C@2[0]', '--notation', 'mine'],
    '--notation: expected one of notes, pytorch, graves, got "mine"',
  ],
  [[file, 'd:C@2[0]', '--deep'], "Unknown option '--deep'"],
  [['absent.json', 'd:C@2[0]'], 'absent.json: expected a file that can be read'],
])('a mistake is one line and exit status 2: %j', async (args, message) => {
  const { status, stdout, stderr } = await run(args)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr.startsWith(message)).toBe(true)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
})
