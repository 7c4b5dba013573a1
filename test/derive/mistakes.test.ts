import { expect, test } from 'vitest'
import { derive } from '../../src/index.ts'
import { traceOf } from '../support/cases.ts'

test.each([
  ['d:U_f', 'target: expected one element'],
  ['d:C@3', 'target: expected one element'],
  ['d:weight_hh_l0', 'target: expected one element'],
  ['U_f[0,1]', 'target: expected a gradient, such as d:U_f[0,1], got "U_f[0,1]"'],
  ['', 'target: expected the name of a gradient, such as d:h@4[0], got ""'],
  ['d:C@3[1]<h@3', 'target: expected the name of a gradient, such as '],
  ['nonsense !', 'target: expected the name of a gradient, such as '],
  ['d:Q[0]', 'target: expected the gradient of one of W_f tanhC'],
  ['d:target@1[0]', 'target: expected the gradient of one of '],
  ['d:C[0]', 'target: expected a timestep from 0 to 4, such as d:C@4, got "d:C[0]"'],
  ['d:C@9[0]', 'target: expected a timestep from 0 to 4 for d:C, got 9'],
  ['d:f@0[0]', 'target: expected a timestep from 1 to 4 for d:f, got 0'],
  ['d:C@3[2]', 'target: expected an element from [0] to [1], got [2]'],
  ['d:U_f[0]', 'target: expected an element from [0,0] to [1,1], got [0]'],
  ['d:U_f[0,2]', 'target: expected an element from [0,0] to [1,1], got [0,2]'],
  ['d:U_f@7[0,0]', 'target: expected a timestep from 1 to 4 for d:U_f, got 7'],
  ['d:C@3+[0]', 'target: expected a running sum of a weight only, got "d:C@3+[0]"'],
  ['d:weight_hh_l0[8,0]', 'target: expected a row from 0 to 7 of weight_hh_l0, got 8'],
  ["d:U_f'[0,0]", 'target: expected the name of a gradient, such as '],
])('a target that cannot be derived is one clear line: %s', (target, message) => {
  const result = derive(traceOf('peephole'), target)
  expect(result).toMatchObject({ ok: false })
  if (!result.ok) {
    expect(result.error.startsWith(message.replace('tanhC', '').trimEnd())).toBe(true)
    expect(result.error).not.toContain('\n')
  }
})
