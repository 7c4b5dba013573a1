import { describe, expect, test } from 'vitest'
import { bandsOf, modelNames } from '../../src/index.ts'
import { command } from '../support/command.ts'
import { draws, spec } from '../support/draws.ts'

describe('the command line', () => {
  const run = (...args: string[]) => command('decay', ...args)

  test('prints the quantiles at every lag', async () => {
    const sizes = ['--hidden', '6', '--inputs', '3', '--steps', '9', '--draws', '5', '--seed', '7']
    const { status, stdout } = await run('--model', 'lstm-bf=2', ...sizes)
    expect(status).toBe(0)
    const bands = bandsOf(draws(spec('lstm-bf=2', { hidden: 6, inputs: 3, steps: 9, seed: 7 }), 5))
    const band = (of: 'h' | 'C') =>
      Object.fromEntries(
        Object.entries(bands.get(of)!).map(([q, curve]) => [q, Array.from(curve.subarray(1, 9))]),
      )
    expect(JSON.parse(stdout)).toEqual({ lags: [1, 2, 3, 4, 5, 6, 7, 8], h: band('h'), C: band('C') })
    expect(Object.keys(JSON.parse((await run('--model', 'gru-torch', ...sizes)).stdout))).toEqual([
      'lags',
      'h',
    ])
  })

  test('writes what is not finite as the trace does', async () => {
    const { stdout } = await run(
      '--model',
      'rnn-linear-5-orthogonal',
      '--hidden',
      '2',
      '--steps',
      '600',
      '--draws',
      '1',
    )
    expect(stdout).toContain('"Infinity"')
    expect(stdout).toContain('"NaN"')
    expect(stdout).not.toContain('null')
  })

  test.each([
    [[], '--model: expected one of rnn-torch, '],
    [['--model', 'nonsense'], `--model: expected one of ${modelNames.join(', ')}, got "nonsense"`],
    [['--model', 'rnn-torch', '--hidden', '0'], '--hidden: expected a whole number from 1 to 256, got "0"'],
    [
      ['--model', 'rnn-torch', '--seed', '-1'],
      '--seed: expected a whole number from 0 to 4294967295, got "-1"',
    ],
    [['--model', 'rnn-torch', '--draws'], "Option '--draws <value>' argument missing"],
    [['--model', 'rnn-torch', '--depth', '2'], "Unknown option '--depth'"],
    [['rnn-torch'], "Unexpected argument 'rnn-torch'"],
  ])('a mistake is one line and exit status 2: %j', async (args, message) => {
    const { status, stdout, stderr } = await run(...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr.startsWith(message)).toBe(true)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
