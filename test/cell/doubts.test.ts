/** A cell that can be used but says something by mistake: what is pointed at, and that good cells are left in peace. */
import { describe, expect, test } from 'vitest'
import { compileCell, doubtsOf, equationsOf, library, SyntaxMistake } from '../../src/index.ts'

const mgu = [
  'f = sigmoid(W_f x + U_f h[t-1] + b_f)',
  'candidate = tanh(W x + U (f*h[t-1]) + b)',
  'h = (1-f)*h[t-1] + f*candidate',
]
const doubts = (...lines: readonly string[]) => {
  const text = lines.join('\n')
  return doubtsOf(text, compileCell(text)).map((each) =>
    each.id === 'idle' ? `${each.line} ${each.name} idle` : `${each.line} ${each.name}: ${each.meant}`,
  )
}

describe('what is doubted', () => {
  test.each([
    ['a product without its space', mgu.with(1, 'candidate = tanh(Wx + U (f*h[t-1]) + b)'), ['2 Wx: W x']],
    [
      'a known weight beside a value',
      mgu.with(2, 'h = (1-f)*h[t-1] + f*candidate + U_ff + 0 U_f f'),
      ['3 U_ff: U_f f'],
    ],
    [
      'a line that nothing reads, and what was read in its place',
      mgu.with(1, 'c = tanh(W x + U (f*h[t-1]) + b)'),
      ['2 c idle', '3 candidate: c'],
    ],
    [
      'a misspelt symbol',
      mgu.with(2, 'h = (1-f)*h[t-1] + f*candidate + candidaet'),
      ['3 candidaet: candidate'],
    ],
    ['a state that reads itself alone', [...mgu, 'n = f*n[t-1] + f'], ['4 n idle']],
    ['a timestep that is written', mgu.with(0, 'f = sigmoid(W_f x_t + U_f h[t-1] + b_f)'), ['1 x_t: x']],
    ['lines that only idle lines read', [...mgu, 'a = W_a x', 'z = tanh(a)'], ['4 a idle', '5 z idle']],
  ])('%s', (_, lines, wanted) => expect(doubts(...lines)).toEqual(wanted))
})

describe('what is not doubted', () => {
  test.each([
    ['a cell as it should be', mgu],
    ['matrices that are called Wx and Wh', ['h = tanh(Wx x + Wh h[t-1] + b)']],
    ['weights of one letter that differ by one', ['a_f = W_f x + b_f', 'a_i = W_i x + b_i', 'h = a_f*a_i']],
    ['a bias beside a pre-activation', ['a_in = W_in x + b_in', 'h = tanh(a_in)']],
    ['names that are counted', ['alpha1 = W x', 'h = alpha1 * tanh(alpha2)']],
    ['names in comments', ['h = tanh(W x)  # Wx and candidate']],
  ])('%s', (_, lines) => expect(doubts(...lines)).toEqual([]))
  test.each(library.map((entry) => [entry.id, equationsOf(entry)] as const))('%s', (_, text) => {
    const letters = [
      ...new Set([...text.matchAll(/^[^#=:]*:\s*\[([^\]]*)\]/gm)].flatMap((m) => m[1]!.split(','))),
    ]
      .map((each) => each.trim())
      .filter((each) => each && each !== 'D' && each !== 'H')
    expect(doubtsOf(text, compileCell(text, letters))).toEqual([])
  })
})

describe('a mistake says what was meant', () => {
  const near = (line: string) => {
    try {
      compileCell(line)
    } catch (thrown) {
      if (thrown instanceof SyntaxMistake) return (thrown.expected as { near?: string }).near
    }
    return 'no mistake'
  }
  test.each([
    ['h = sigmod(W x)', 'sigmoid'],
    ['h = tahn(W x)', 'tanh'],
    ['h = softmx(W x)', 'softmax'],
    ['h = f(W x)', undefined],
    ['h = W x + Uh[t-1]', 'U h'],
    ['candidate = W x\nh = candidate + candidat[t-1]', 'candidate'],
    ['h = W x + U[t-1]', undefined],
  ])('%s', (line, wanted) => expect(near(line)).toBe(wanted))
})
