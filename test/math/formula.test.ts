import katex from 'katex'
import { expect, test } from 'vitest'
import { elementsOf } from '../../app/math/elements.ts'
import {
  digits,
  equation,
  formulaOf,
  frameAt,
  fullValue,
  notationIds,
  numberOf,
  numberText,
  type Reading,
  type Tree,
  texOf,
} from '../../src/index.ts'
import { count } from '../../src/print/number.ts'
import { letter, named, of, row, script, sign, sumOver, tall, transposed } from '../../src/print/tree.ts'
import { runOf, supported, traceOf } from '../support/cases.ts'

const readings: Reading[] = notationIds.flatMap((notation) =>
  (['partial', 'adjoint'] as const).flatMap((gradient) =>
    (['split', 'joined'] as const).map((weights) => ({ notation, gradient, weights })),
  ),
)
const a = letter('a')
/** One case of each kind of net. */
const kinds = supported.filter(
  (c) =>
    !/^(lstm-(long|mse-last|mse-sum|saturated|initial)|slot-filling-leave|drift|sine|weather|store|by)/.test(
      c.name,
    ),
)
/** A formula with 1 for every number. */
const shapeOf = (tex: string) => tex.replace(/-?\d+(?:\.\d+)?(?:e[-+]\d+)?/g, '1')
const faces = ['symbols', 'shapes', 'numbers', 'result'] as const

const render = (tree: Tree) =>
  katex.renderToString(texOf(tree), {
    output: 'html',
    throwOnError: true,
    trust: (context) => context.command === '\\htmlData',
    strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  })

/** Numbers are the same however a gradient is written, results in every notation. */
const facesOf = ({ notation, gradient }: Reading) =>
  faces.filter(
    (face) =>
      (face !== 'numbers' || gradient === 'partial') &&
      (face !== 'result' || (gradient === 'partial' && notation === 'notes')),
  )

/** What was rendered in a reading before, which other readings need not render again: which digits they are makes no difference. */
const shapes = new Set<string>()
test.each(readings.map((r) => [Object.values(r).join(' '), r] as const))(
  'every formula in every face renders: %s',
  (_, reading) => {
    const seen = new Set<string>()
    for (const c of kinds) {
      const trace = runOf(c)
      for (const frame of trace.frames) {
        if (frame.t !== null && frame.t > 1 && frame.t < trace.T - 1) continue
        const formula = formulaOf(trace, frame, reading)
        for (const face of facesOf(reading)) {
          const tree = equation(formula.left, formula[face])
          const tex = texOf(tree)
          seen.add(tex)
          const shape = shapeOf(tex)
          if (shapes.has(shape)) continue
          shapes.add(shape)
          expect(render(tree)).not.toContain('#cc0000')
        }
        expect(formula.numpy).not.toMatch(/undefined|\{|\}/)
      }
    }
    expect(seen.size).toBeGreaterThan(reading.gradient === 'partial' ? 1000 : 300)
  },
)

test('every number in a formula carries its name and its full value', () => {
  for (const name of ['slot-filling-arrive', 'peephole', 'store-and-ask-gru']) {
    const trace = traceOf(name)
    for (const frame of trace.frames) {
      const { numbers, result } = formulaOf(trace, frame, readings[0]!)
      for (const [, ref, value] of render(equation(numbers, result)).matchAll(
        /data-ref="([^"]*)" data-value="([^"]*)"/g,
      ))
        expect(`${ref} ${value}`).toBe(
          `${ref} ${fullValue(numberOf(trace, ref!.replaceAll('&lt;', '<').replaceAll('&#x27;', "'")) ?? Number.NaN)}`,
        )
    }
  }
})

test.each(['slot-filling-arrive', 'peephole', 'store-and-ask-gru', 'linear-rnn'])(
  'numbers set as plain elements are the numbers that KaTeX sets: %s',
  (name) => {
    const trace = traceOf(name)
    const seen = new Set<string>()
    const numbers = (html: string) =>
      [...html.matchAll(/data-ref="([^"]*)" data-value="([^"]*)"/g)]
        .map(([, ref, value]) => `${ref} ${value}`.replaceAll('&#x27;', "'"))
        .sort()
    for (const frame of trace.frames)
      for (const weights of ['split', 'joined'] as const) {
        const formula = formulaOf(trace, frame, { notation: 'notes', gradient: 'partial', weights })
        for (const line of [formula.numbers, formula.result]) {
          const tex = texOf(line)
          if (seen.has(tex)) continue
          seen.add(tex)
          const plain = elementsOf(line)
          expect(numbers(plain)).toEqual(numbers(render(line)))
          // What is read is what the engine wrote: four digits of each number, and up to eight of an operand and of what an update changes.
          for (const [, value, text] of plain.matchAll(
            /data-value="([^"]*)">([^<]*)(?:<sup>[^<]*<\/sup>)?<\/span>/g,
          )) {
            const four = line === formula.result && frame.phase !== 'update'
            const significant = four ? 4 : significantIn(text!.trim())
            expect(significant).toBeLessThanOrEqual(8)
            expect(numberText(Number(value), significant).startsWith(text!.trim())).toBe(true)
          }
        }
      }
  },
)

test.each(['slot-filling-arrive', 'peephole', 'store-and-ask-gru'])(
  'brackets have the colour of the symbol whose numbers they hold: %s',
  (name) => {
    const trace = traceOf(name)
    const first =
      /class="matrix(?: many)?"(?: data-idea="([^"]*)")?>(?:<span>)?<span class="number" data-ref="([^"]*)"/g
    const seen = new Set<string>()
    for (const frame of trace.frames) {
      const { numbers, result } = formulaOf(trace, frame, readings[0]!)
      for (const line of [numbers, result])
        for (const [, idea, ref] of elementsOf(line).matchAll(first)) {
          const symbol = ref!
            .replace(/[@[].*$/, '')
            .replace(/^d:/, '')
            .replace(/'$/, '')
          expect(`${ref} ${idea}`).toBe(`${ref} ${trace.net.info(symbol).idea}`)
          seen.add(idea!)
        }
    }
    expect(seen.size).toBeGreaterThan(4)
  },
)

test.each(readings)(
  'symbols set as plain elements say what KaTeX says, with the same names: $notation $gradient $weights',
  (reading) => {
    const names = (html: string) => [...html.matchAll(/data-ref="([^"]*)"/g)].map(([, ref]) => ref).sort()
    /** The letters of a line, without spaces and KaTeX's zero-width ones; in any order, since an index may come before a power. */
    const letters = (html: string) =>
      [
        ...html
          .replace(/<[^>]*>/g, '')
          .normalize('NFKD')
          .replace(/\u0303|\u0304|[()|∣\s\u200b~\u02c9¯]/g, ''),
      ]
        .sort()
        .join('')
    const seen = new Set<string>()
    for (const name of ['slot-filling-arrive', 'peephole', 'store-and-ask-gru', 'linear-rnn']) {
      const trace = traceOf(name)
      for (const frame of trace.frames.filter(({ t }) => t !== null && t <= 2)) {
        const { left, symbols } = formulaOf(trace, frame, reading)
        const line = equation(left, symbols)
        const shape = shapeOf(texOf(line))
        if (seen.has(shape)) continue
        seen.add(shape)
        const html = elementsOf(line, true)
        const katex = render(line)
        expect(names(html), texOf(line)).toEqual(names(katex))
        expect(letters(html), texOf(line)).toBe(letters(katex))
      }
    }
  },
)

test('what stands above, below and around a symbol keeps its place, and nothing of a line becomes an element of its own', () => {
  const shape: Tree = { kind: 'under', base: a, below: count(1) }
  expect(elementsOf(shape)).toBe('<span class="over"><span><i>a</i></span><span>1</span></span>')
  const prime: Tree = script({ kind: 'accent', mark: 'prime', base: a }, count(1))
  expect(elementsOf(prime, true)).toMatch(/<i>a<.i>.*<span>′<.span><span>1<.span>/)
  expect(elementsOf(sumOver(letter('t'), a), true)).toMatch(/∑<.span><span class="limit"><i>t</)
  expect(elementsOf({ kind: 'root', inside: a })).toContain('class="root"')
  const half: Tree = { kind: 'fraction', above: count(1), below: count(2) }
  for (const [open, shape] of ['( bracketed', '[ squared', '| barred'].map((each) => each.split(' ')))
    expect(elementsOf(tall(open!, half, open!))).toContain(shape)
  expect(elementsOf(tall('|', a, '|'))).toBe('|<i>a</i>|')
  expect(elementsOf(script(a, count(1), count(2)))).toMatch(/<span>2<.span><span>1</)
  expect(elementsOf(letter('<img src=x>', 'upright'))).not.toContain('<img')
  expect(elementsOf(named({ ref: '"><img>' }, a))).not.toContain('<img')
})

test('where a line of numbers is broken, a matrix stays with what it multiplies', () => {
  const trace = traceOf('slot-filling-arrive')
  for (const [place, products] of [
    ['f3.a_f', 2],
    ['b3.h', 5],
  ] as const) {
    const html = elementsOf(formulaOf(trace, frameAt(trace, place)!, readings[0]!).numbers)
    expect(html.split('class="matrix many"').length - 1).toBe(products)
    expect(html.match(/<span class="term">(<span class="raised">)?<span class="matrix many"/g)).toHaveLength(
      products,
    )
  }
})

test('a symbol is two elements: itself and its index; letters are italic, digits and what stands above a line are not', () => {
  expect(elementsOf(named({ sym: 'f' }, script(letter('f'), letter('t'))))).toBe(
    '<span class="i" data-sym="f">f<sub class="i">t</sub></span>',
  )
  expect(elementsOf(named({ sym: 'h' }, script(letter('h'), count(3))))).toBe(
    '<span class="i" data-sym="h">h<sub>3</sub></span>',
  )
  expect(elementsOf(named({ sym: 'h' }, script(letter('h'), row(letter('t'), sign('−'), count(1)))))).toBe(
    '<span class="i" data-sym="h">h<sub><i>t</i>−1</sub></span>',
  )
  expect(elementsOf(named({ sym: 'target' }, script(letter('target', 'upright'), count(3))))).toBe(
    '<span data-sym="target"><b class="close">target</b><sub>3</sub></span>',
  )
  // A power of a matrix stands at its top; of a letter, it does not.
  const column: Tree = { kind: 'matrix', rows: [[count(1)], [count(2)]] }
  expect(elementsOf(transposed(column))).toMatch(/^<span class="raised">.*<sup class="tall">⊤<.sup><.span>$/s)
  expect(elementsOf(transposed(letter('x')))).toMatch(/<sup>⊤<.sup>$/)
})

test('large vectors and matrices are elided, never cut silently', () => {
  const trace = traceOf('slot-filling-arrive')
  const frame = trace.frames.find((f) => f.equation.symbol === 'a_f')!
  const numbers = texOf(formulaOf(trace, frame, readings[0]!, 4).numbers)
  expect(numbers).toContain('\\cdots')
  expect(numbers).toContain('\\vdots')
  expect(texOf(formulaOf(trace, frame, readings[0]!, 8).numbers)).not.toContain('dots')
})

test.each([
  [0.0012034, '0.001203'],
  [1.2349e-7, '1.235 × 10⁻⁷'],
  [0.5, '0.5'],
  [-0.5000001, '−0.5000'],
  [0, '0'],
  [-0, '0'],
  [12345.6, '1.235 × 10⁴'],
  [123456, '1.235 × 10⁵'],
  [0.99999, '1.000'],
  [999999, '1.000 × 10⁶'],
  [Number.NaN, 'NaN'],
  [Number.NEGATIVE_INFINITY, '−∞'],
  [5e-324, '4.941 × 10⁻³²⁴'],
])('%d is written %s', (n, text) => {
  expect(numberText(n)).toBe(text)
  expect(digits(n).mantissa.length).toBeGreaterThan(0)
})

/** How many significant digits a text has, four at least: what is exact is written with fewer. */
const significantIn = (text: string) =>
  Math.max(
    4,
    text
      .split(' ')[0]!
      .replace(/^[−-]?[0.]*/, '')
      .replace('.', '').length,
  )

test('of a word, one 1 among zeros, the 1 is shown, and the columns of the weights that it meets', () => {
  const trace = traceOf('slot-filling-arrive')
  for (let t = 1; t <= trace.T; t++) {
    const hot = trace.problem.sequence.inputs[t - 1]!.indexOf(1)
    const into = texOf(formulaOf(trace, frameAt(trace, `f${t}.a_f`)!, readings[0]!).numbers)
    const back = formulaOf(trace, frameAt(trace, `b${t}.W_f`)!, readings[0]!)
    expect(into).toContain(`ref=x@${t}[${hot}]`)
    for (const tex of [into, texOf(back.result)])
      expect(tex).toMatch(new RegExp(`W_f[^\\[]*\\[3(?:,|\\{,\\})${hot}\\]`))
  }
})

test('the power of a function stands at its name, and the blank after it', () => {
  const tanh = letter('tanh', 'function')
  const formula = row({ kind: 'square', base: tanh }, of, letter('C'))
  const written = /tanh<sup[^>]*>2<\/sup> <i>C<\/i>/
  expect(elementsOf(formula, true)).toMatch(written)
  expect(elementsOf(row(letter('a'), sign('='), formula))).toMatch(written)
  expect(elementsOf(tall('(', formula, ')'))).toMatch(written)
})
