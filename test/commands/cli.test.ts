import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { differences, supported } from '../support/cases.ts'
import { command } from '../support/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'unrolled-cli-'))

function trace(args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', 'trace', ...args],
    { input, encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

test('prints PyTorch’s answer, from a file and from standard input', () => {
  const c = supported.find((each) => each.name === 'lstm-peephole')!
  const file = join(folder, 'peephole.json')
  writeFileSync(file, JSON.stringify({ experiment: c.document }))
  const fromFile = trace([file])
  expect(fromFile.status).toBe(0)
  expect(differences(JSON.parse(fromFile.stdout), c.expect)).toEqual([])
  expect(trace(['-'], JSON.stringify(c.document)).stdout).toBe(fromFile.stdout)
})

test.each([
  [['-'], '{"format":', 'file: expected JSON, got '],
  [['-'], JSON.stringify({ format: 'unrolled/1' }), 'model: expected an object, got nothing'],
  [[join(folder, 'absent.json')], '', `${join(folder, 'absent.json')}: expected a file that can be read`],
  [[], '', 'expected one file: npm run -s trace -- FILE.json'],
])('a mistake is one line and exit status 2: %j', (args, input, message) => {
  const { status, stdout, stderr } = trace(args, input)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr.startsWith(message)).toBe(true)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
})

test('the first value that is not finite is told beside the values', async () => {
  const file = join(folder, 'division.json')
  const document = {
    format: 'unrolled/2',
    model: {
      layers: [
        { cell: { name: 'divided', equations: 'd = W x - W x\nh = W x / d + U h[t-1]' }, hiddenSize: 2 },
      ],
      inputSize: 2,
      outputSize: 1,
      init: { scheme: 'pytorch', seed: 1 },
    },
    sequence: {
      inputs: [
        [1, 0],
        [2, 1],
      ],
      targets: [[0], [0]],
    },
    loss: { kind: 'mse', at: 'all', reduction: 'mean' },
  }
  writeFileSync(file, JSON.stringify(document))
  const { status, stdout, stderr } = await command('trace', file)
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: 'h@1: the first value that is not finite (Infinity or NaN)\n',
  })
  expect(JSON.parse(stdout).steps[0].values.h).toContain('Infinity')
})

test('files are opened: decisions are lines, and what is asked is one line with the option that answers it', async () => {
  const table = await command(
    'open',
    'test/files/airline-dates.csv',
    'test/models/rnn.pt',
    '--activation',
    'relu',
    '--with',
    'sine',
  )
  expect(table).toMatchObject({ status: 2, stdout: '' })
  expect(table.stderr).toMatch(/^file: expected rows of 2 numbers|^\S+: expected rows of 2 numbers/)
  const whole = await command('open', 'test/files/airline-dates.csv', '--rows', '1..4')
  expect(whole.status).toBe(0)
  expect(whole.stderr).toContain('column 1 "Month": labels of the timesteps')
  expect(JSON.parse(whole.stdout)).toMatchObject({
    title: 'airline-dates',
    sequence: { inputs: [[112], [118], [132]], targets: [[129]] },
  })
  const asked = await command('open', 'test/files/missing-mixed.csv')
  expect(asked).toMatchObject({
    status: 2,
    stdout: '',
    stderr: '--missing: expected drop, carry or interpolate (3 values are missing, first in row 2)\n',
  })
})
