/** MathML of formulas: each element closed, with the children that it needs, and with the letters that KaTeX's MathML has. */
import katex from 'katex'
import { expect, test } from 'vitest'
import {
  documentLines,
  mathmlOf,
  mathmlOfLines,
  problemOf,
  record,
  type Tree,
  texOf,
} from '../../src/index.ts'
import { count, numberTree } from '../../src/print/number.ts'
import { letter, script, taken } from '../../src/print/tree.ts'
import { experiments, ofDerivations, ofFrames, readings } from '../support/formulas.ts'

interface Node {
  readonly name: string
  readonly children: (Node | string)[]
}

/** The tree of the elements; throws where one is not closed. */
function parsed(xml: string): Node {
  const root: Node = { name: '', children: [] }
  const open = [root]
  for (const [, close, name, attributes, text] of xml.matchAll(/<(\/?)([a-z]+)([^>]*)>|([^<]+)/g)) {
    const parent = open.at(-1)!
    if (text !== undefined) parent.children.push(text)
    else if (close) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> in ${xml}`)
    } else {
      const node = { name: name!, children: [] }
      parent.children.push(node)
      if (!attributes!.endsWith('/')) open.push(node)
    }
  }
  if (open.length !== 1) throw new Error(`not closed: ${xml}`)
  return root
}

const needed: Readonly<Record<string, number>> = {
  msub: 2,
  msup: 2,
  mover: 2,
  munder: 2,
  mfrac: 2,
  msubsup: 3,
  munderover: 3,
}

/** The elements that do not have the children that they need. */
const wrong = (node: Node): string[] => [
  ...(needed[node.name] !== undefined && node.children.length !== needed[node.name] ? [node.name] : []),
  ...node.children.flatMap((child) => (typeof child === 'string' ? [] : wrong(child))),
]

const text = (node: Node): string =>
  node.children.map((child) => (typeof child === 'string' ? child : text(child))).join('')

/** The letters of a formula in any order; signs that are not seen, and dashes and primes that look alike, as one. */
const letters = (mathml: string): string =>
  [
    ...text(parsed(mathml.replace(/<annotation.*?<\/annotation>/s, '')))
      .replace(/&gt;/g, '>')
      .replace(/&lt;/g, '<')
      .replace(/[\u2061\u2062\u200b\u00a0\s]/g, '')
      .replace(/[~˜¯ˉ]|\u0303|\u0304/g, '')
      .replace(/[∣|]/g, '|')
      .replace(/[−-]/g, '-'),
  ]
    .sort()
    .join('')

const ofKatex = (tree: Tree) =>
  katex
    .renderToString(texOf(tree, false), { output: 'mathml', throwOnError: true, displayMode: true })
    .replace(/^<span class="katex">|<\/span>$/g, '')

test.each(['peephole', 'gru-paper', 'linear-rnn', 'every-rule', 'slot-filling-arrive'])(
  'the formulas of %s have the letters that KaTeX writes, in elements with their children',
  (name) => {
    const trace = record(problemOf(experiments.get(name)!))
    const some = readings.filter((_, i) => i % 5 === 0).flatMap((reading) => ofFrames(trace, reading))
    const all = [...some.filter((_, i) => i % 7 === 0), ...ofDerivations(trace).filter((_, i) => i % 7 === 0)]
    const faults = all.flatMap((tree) => {
      const mathml = mathmlOf(tree)
      const unlike =
        letters(mathml) === letters(ofKatex(tree)) ? [] : [`${letters(mathml)} ${letters(ofKatex(tree))}`]
      return [...wrong(parsed(mathml)), ...unlike]
    })
    expect(faults.slice(0, 3)).toEqual([])
    expect(all.length).toBeGreaterThan(50)
  },
)

test('numbers have their sign and their power, words are upright, nothing of a text is an element', () => {
  expect(mathmlOf(numberTree(-1.5e-7))).toContain(
    '<mrow><mrow><mo>−</mo><mn>1.5</mn></mrow><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>7</mn></mrow></msup></mrow>',
  )
  expect(mathmlOf(script(letter('target', 'upright'), count(3)))).toContain(
    '<msub><mi>target</mi><mn>3</mn></msub>',
  )
  expect(mathmlOf(letter('Γ'))).toContain('<mi mathvariant="normal">Γ</mi>')
  expect(mathmlOf(taken(letter('U'), count(3)))).toContain('>|</mo></mrow><mn>3</mn></msub>')
  expect(mathmlOf(letter('<b>&', 'text'))).toContain('<mtext>&lt;b&gt;&amp;</mtext>')
  expect(mathmlOf(letter('x'))).toBe(
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mi>x</mi></math>',
  )
})

test('several formulas stand in a table, aligned at their equals signs', () => {
  const trace = record(problemOf(experiments.get('peephole')!))
  const [a, b] = trace.frames as [(typeof trace.frames)[0], (typeof trace.frames)[0]]
  const lines = [a, b].flatMap((frame) => documentLines(trace, frame, readings[0]!, 'numbers'))
  const mathml = mathmlOfLines(lines)
  expect(wrong(parsed(mathml))).toEqual([])
  expect(mathml.match(/<mtable displaystyle/g)).toHaveLength(1)
  expect(mathmlOfLines(lines.slice(0, 1))).not.toContain('<mtable displaystyle')
})
