/** Formulas read aloud: in order, with brackets, fractions and powers, in both languages. */
import { expect, test } from 'vitest'
import { typesetLines as slipLines } from '../../app/views/slips/lines.ts'
import en from '../../app/words/en/speech.ts'
import zh from '../../app/words/zh/speech.ts'
import {
  derive,
  equation,
  formulaOf,
  frameAt,
  matching,
  notationIds,
  problemOf,
  type Reading,
  record,
  shownOn,
  slips,
  speechOf,
  type Tree,
  texOf,
  textOf,
} from '../../src/index.ts'
import { count, half, numberTree } from '../../src/print/number.ts'
import {
  between,
  fence,
  fraction,
  inParentheses,
  letter,
  named,
  product,
  row,
  script,
  sign,
  sumOver,
  taken,
  transposed,
} from '../../src/print/tree.ts'
import { experimentOf, supported } from '../support/cases.ts'

const traceOf = (name: string) => record(problemOf(experimentOf(supported.find((c) => c.name === name)!)))
const english = (tree: Tree) => speechOf(tree, en.words)
const chinese = (tree: Tree) => speechOf(tree, zh.words)
const notes: Reading = { notation: 'notes', gradient: 'partial', weights: 'split' }
const readings: Reading[] = notationIds.flatMap((notation) =>
  (['partial', 'adjoint'] as const).flatMap((gradient) =>
    (['split', 'joined'] as const).map((weights) => ({ notation, gradient, weights })),
  ),
)

const [a, b, c, h, x] = [...'abchx'].map((each) => letter(each)) as [Tree, Tree, Tree, Tree, Tree]
const [C, L, U, W] = [...'CLUW'].map((each) => letter(each)) as [Tree, Tree, Tree, Tree]
const t = letter('t')
const of1 = (n: number) => numberTree(n)
const partial = (of: Tree) => row(sign('∂'), of)

test.each<[Tree, string, string]>([
  [
    fraction(row(a, between('+'), b), c),
    'fraction a plus b over c end fraction',
    '分式 分子 a 加 b 分母 c 分式结束',
  ],
  [half, '1 over 2', '1 除以 2'],
  [fraction(partial(L), partial(script(C, t))), 'partial L by partial C sub t', 'L 对 C 下标 t 的偏导数'],
  [script(h, row(t, sign('−'), count(1))), 'h sub t minus 1 end sub', 'h 下标 t 减 1 下标结束'],
  [script({ kind: 'accent', mark: 'tilde', base: C }, count(2)), 'C tilde sub 2', 'C 波浪号 下标 2'],
  [named({ sym: 'C' }, script(C, t, inParentheses(letter('2')))), 'C sub t of layer 2', '第 2 层的 C 下标 t'],
  [
    named({ sym: 'C' }, script(C, undefined, row(inParentheses(letter('2')), sign(','), t))),
    'C of layer 2 at t',
    '第 2 层的 C 上标 t',
  ],
  [row(transposed(W), product, letter('δ')), 'W transposed times delta', 'W 的转置 乘 德尔塔'],
  [
    { kind: 'square', base: inParentheses(row(count(1), between('−'), letter('f'))) },
    'open parenthesis 1 minus f close parenthesis squared',
    '左括号 1 减 f 右括号 的平方',
  ],
  [
    script(inParentheses(transposed(W)), undefined, count(3)),
    'open parenthesis W transposed close parenthesis to the power of 3',
    '左括号 W 的转置 右括号 的 3 次方',
  ],
  [of1(-1.5e-7), 'negative 1.5 times 10 to the power of negative 7', '负 1.5 乘 10 的 负 7 次方'],
  [sumOver(row(t, sign('='), count(1)), x, count(3)), 'sum over t from 1 to 3 of x', '对 t 从 1 到 3 求和 x'],
  [
    row(letter('σ'), fence('(', script(a, letter('f')), ')')),
    'sigma open parenthesis a sub f close parenthesis',
    '西格玛 左括号 a 下标 f 右括号',
  ],
  [taken(U, count(3)), 'the share of timestep 3 in U', 'U 中第 3 时间步的部分'],
  [
    taken(C, row(sign('→'), script(h, count(3)))),
    'the part of C that comes through h sub 3',
    'C 中经过 h 下标 3 的部分',
  ],
  [
    { kind: 'root', inside: row(a, between('+'), b) },
    'square root of a plus b end root',
    '根号 a 加 b 根号结束',
  ],
  [
    { kind: 'matrix', rows: [[of1(1)], [of1(-2)]] },
    'column 1; negative 2; end column',
    '列向量 1；负 2；列向量结束',
  ],
  [
    {
      kind: 'matrix',
      rows: [
        [of1(1), of1(2)],
        [of1(3), of1(4)],
      ],
    },
    'matrix row 1: 1, 2; row 2: 3, 4; end matrix',
    '矩阵 第 1 行：1，2；第 2 行：3，4；矩阵结束',
  ],
])('%#: %s', (tree, inEnglish, inChinese) => {
  expect([english(tree), chinese(tree)]).toEqual([inEnglish, inChinese])
})

test('a formula of a step is read in its order, also where time stands above', () => {
  const trace = traceOf('store-and-ask')
  const line = (place: string, reading: Reading) => {
    const { left, symbols } = formulaOf(trace, frameAt(trace, place)!, reading)
    return equation(left, symbols)
  }
  expect(english(line('f2.C', notes))).toBe(
    'C sub 2 equals f sub 2 elementwise times C sub 1 plus i sub 2 elementwise times C tilde sub 2',
  )
  expect(english(line('b2.a_g', notes))).toBe(
    'partial L by partial a sub C , 2 equals partial L by partial C tilde sub 2 elementwise times open parenthesis 1 minus C tilde sub 2 squared close parenthesis',
  )
  // An index above is no power, and a square of it is one.
  expect(english(line('b2.a_g', { ...notes, notation: 'graves', gradient: 'adjoint' }))).toBe(
    'delta sub c at 2 equals g bar sub c at 2 elementwise times open parenthesis 1 minus open parenthesis g sub c at 2 close parenthesis squared close parenthesis',
  )
})

/** What each sign of a formula is called: as often as it is written, it is said. */
const counted = [
  [/\\odot/g, 'elementwise times', '逐元素乘'],
  [/\(/g, 'open parenthesis', '左括号'],
  [/\^\{?\\top/g, 'transposed', '的转置'],
  [/\\partial L/g, 'partial L by', 'L 对'],
  [/\+/g, 'plus', '加'],
  [/\^2/g, 'squared', '的平方'],
] as const

test('every formula of every notation, derivation and slip is said whole, with no sign unsaid', () => {
  const lines: Tree[] = []
  for (const name of ['peephole', 'gru-paper', 'linear-rnn']) {
    const trace = traceOf(name)
    for (const reading of readings) {
      for (const frame of trace.frames.filter(({ t }) => t === null || t === 2)) {
        const { left, symbols, shapes, numbers } = formulaOf(trace, frame, reading)
        lines.push(equation(left, symbols), shapes, numbers)
      }
      for (const form of ['scalar', 'matrix'] as const) {
        const found = derive(trace, `d:${trace.net.weights[0]}[0,0]`, { reading, form, letters: 1000 })
        if (found.ok) lines.push(...found.value.lines.map(({ tree }) => tree))
      }
    }
  }
  for (const slip of slips) {
    const trace = record(problemOf(matching(slip, shownOn(slip))))
    const { wrong, right } = slipLines(slip, trace, notes, trace.T)
    lines.push(...[...wrong, ...right].map(({ left, right }) => equation(left, right)))
  }
  const missing = lines.flatMap((tree) => {
    const tex = texOf(tree)
    return [english(tree), chinese(tree)].flatMap((said, language) => [
      ...(/[\\{}_^⊙∑∂′\u2062]/.test(said) || /undefined/.test(said) ? [`${tex} reads ${said}`] : []),
      ...counted.flatMap(([sign, ...words]) => {
        const [written, spoken] = [tex.match(sign)?.length ?? 0, said.split(words[language]!).length - 1]
        return written === spoken ? [] : [`${words[language]} ${spoken} of ${written}: ${tex}`]
      }),
    ])
  })
  expect(missing.slice(0, 5)).toEqual([])
  expect(lines.length).toBeGreaterThan(1500)
  expect(lines.every((tree) => textOf(tree).length > 0)).toBe(true)
})
