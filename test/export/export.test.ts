import katex from 'katex'
import { describe, expect, test } from 'vitest'
import {
  answerOf,
  csvOf,
  type DocumentLine,
  documentLines,
  equation,
  formulaOf,
  latexDocument,
  latexOf,
  letter,
  markdown,
  notationIds,
  numberOf,
  type Reading,
  record,
  rowsOfFrame,
  rowsOfTrace,
  type Trace,
  texOf,
} from '../../src/index.ts'
import { startOf } from '../../src/trace/schedule.ts'
import { differences, traceOf as named, nets, runOf } from '../support/cases.ts'

/** Two hundred timesteps make a long file and show nothing that shorter ones do not. */
const cases = nets.filter((c) => c.name !== 'lstm-long')

/** Reads CSV by RFC 4180, and refuses what is not. */
function readCsv(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  const rows: string[][] = []
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (!match) throw new Error(`no CSV at ${at}: ${text.slice(at, at + 40)}`)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
    if (match[3] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

/** The rows after the header, as objects, with the name that the format gives the number. */
function table(text: string) {
  const [header, ...rows] = readCsv(text)
  expect(header).toEqual(['phase', 't', 'symbol', 'index', 'value'])
  return rows.map((row) => {
    expect(row).toHaveLength(5)
    const [phase, t, symbol, index, value] = row as [string, string, string, string, string]
    return { phase, t, symbol, index, value, name: `${symbol}${t && `@${t}`}${index && `[${index}]`}` }
  })
}

type Nested = number | Nested[]

/** Every number of nested lists, by name. */
function flat(name: string, lists: Nested, into: Map<string, number>, index: number[] = []): void {
  if (Array.isArray(lists)) for (const [i, each] of lists.entries()) flat(name, each, into, [...index, i])
  else into.set(index.length ? `${name}[${index}]` : name, lists)
}

describe('CSV', () => {
  test.each(cases.map((c) => [c.name, c] as const))('reads back as PyTorch’s numbers: %s', (_, c) => {
    const trace = runOf(c)
    const rows = table([...csvOf(rowsOfTrace(trace))].join(''))
    const read = new Map(rows.map(({ name, value }) => [name, Number(value)]))
    const expected = new Map<string, number>([['L', c.expect.loss]])
    for (const { t, values, grads } of c.expect.steps) {
      for (const [name, lists] of Object.entries(values)) flat(`${name}@${t}`, lists, expected)
      for (const [name, lists] of Object.entries(grads)) flat(`d:${name}@${t}`, lists, expected)
    }
    for (const [name, lists] of Object.entries(c.expect.initialGrads))
      flat(`d:${name}@${startOf(trace.net, name, trace.T)}`, lists, expected)
    const missing = [...expected.keys()].filter((name) => !read.has(name))
    expect(missing).toEqual([])
    expect([...expected].flatMap(([name, value]) => differences(read.get(name), value, name))).toEqual([])
  })

  test('has each number of the run once, to the last digit, and gradients summed over time', () => {
    for (const name of ['slot-filling-arrive', 'lstm-ce-all', 'gru-paper', 'lstm-one-step']) {
      const trace = named(name)
      const rows = table([...csvOf(rowsOfTrace(trace))].join(''))
      expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length)
      expect(rows.filter(({ name, value }) => !Object.is(Number(value), numberOf(trace, name)! + 0))).toEqual(
        [],
      )
      for (const weight of trace.net.weights) {
        const places = rows.filter((row) => row.symbol === `d:${weight}` && row.t === '')
        expect(places).toHaveLength(trace.memory(weight).data.length)
        expect(rows.filter((row) => row.symbol === weight)).toHaveLength(places.length)
      }
      const { inputs } = trace.problem.sequence
      expect(rows.filter((row) => row.symbol === 'x').map((row) => Number(row.value))).toEqual(inputs.flat())
    }
  })

  test('can leave out what each timestep adds to a weight', () => {
    const trace = named('slot-filling-arrive')
    const all = [...rowsOfTrace(trace)]
    const short = [...rowsOfTrace(trace, false)]
    const added = all.filter(
      (row) => row.phase === 'backward' && row.t !== null && /^d:[WUbh].*_|^d:head/.test(row.symbol),
    )
    expect(added.length).toBeGreaterThan(100)
    expect(short).toEqual(all.filter((row) => !added.includes(row)))
  })

  test('a frame is the rows that it wrote', () => {
    const trace = named('lstm-ce-all')
    const rows = trace.frames.flatMap((frame) => [...rowsOfFrame(trace, frame)])
    const whole = [...rowsOfTrace(trace)].filter(
      ({ phase, symbol, t }) => phase !== 'given' && !(t === null && symbol.startsWith('d:')),
    )
    expect(rows).toEqual(whole)
    const W_f = trace.frames.find((f) => f.equation.symbol === 'd:W_f' && f.t === 2)!
    expect([...csvOf(rowsOfFrame(trace, W_f))].slice(0, 2).join('')).toMatch(
      /^phase,t,symbol,index,value\r\nbackward,2,d:W_f,"0,0",-?[\d.e-]+\r\n$/,
    )
  })

  test('numbers that are not finite are written, not hidden', () => {
    const trace = named('lstm-one-step')
    const huge = { ...trace.problem, weights: { ...trace.problem.weights } }
    const head = huge.weights['head.weight']!
    huge.weights['head.weight'] = { shape: head.shape, data: head.data.map(() => 1e300) }
    const text = [...csvOf(rowsOfTrace(record(huge)))].join('')
    expect(table(text).some((row) => row.value === 'Infinity')).toBe(true)
    expect(answerOf(record(huge)).loss).toBe(Number.POSITIVE_INFINITY)
  })
})

const readings: Reading[] = notationIds.flatMap((notation) =>
  (['partial', 'adjoint'] as const).flatMap((gradient) =>
    (['split', 'joined'] as const).map((weights) => ({ notation, gradient, weights })),
  ),
)
const kinds = [
  'slot-filling-arrive',
  'lstm-peephole',
  'lstm-CIFG',
  'gru-paper',
  'gru-pytorch',
  'rnn-relu',
  'lstm-ce-all',
]

/** Renders, and refuses every command that is of KaTeX alone. */
function renders(tex: string): void {
  const html = katex.renderToString(tex, {
    displayMode: true,
    throwOnError: true,
    strict: 'error',
    trust: false,
  })
  expect(html).not.toContain('#cc0000')
}

/** The commands of LaTeX and amsmath that formulas use. Another one must be looked up before it is named here. */
const known = new Set(
  `\\odot \\frac \\tfrac \\partial \\sigma \\tanh \\exp \\operatorname \\mathrm \\mathbf \\textstyle \\sum \\top \\left \\right
  \\begin \\end \\vdots \\cdot \\cdots \\ddots \\times \\infty \\bar \\tilde \\delta \\epsilon \\eta \\phi \\iota \\omega \\, \\\\`.split(
    /\s+/,
  ),
)

const commandsIn = (tex: string) => [...tex.matchAll(/\\(?:[A-Za-z]+|.)/g)].map(([command]) => command)

function frames(trace: Trace) {
  return trace.frames.filter((f) => f.t === null || f.t <= 1 || f.t >= trace.T - 1)
}

describe('LaTeX', () => {
  /** What was rendered, in this reading or another. */
  const rendered = new Set<string>()
  test.each(readings.map((r) => [Object.values(r).join(' '), r] as const))(
    'every formula is plain LaTeX: %s',
    (_, reading) => {
      const seen = new Set<string>()
      const unknown: string[] = []
      // Numbers are the same in every notation.
      const faces = [
        'symbols',
        ...(reading.notation === 'notes' && reading.gradient === 'partial' ? ['numbers'] : []),
      ] as ('symbols' | 'numbers')[]
      for (const name of kinds) {
        const trace = named(name)
        for (const frame of frames(trace))
          for (const face of faces) {
            const tex = latexOf(trace, frame, reading, face, {}, 4)
            seen.add(tex)
            if (rendered.has(tex)) continue
            renders(tex)
            rendered.add(tex)
            unknown.push(...commandsIn(tex).filter((command) => !known.has(command)))
          }
      }
      expect(unknown).toEqual([])
      expect(seen.size).toBeGreaterThan(100)
    },
  )

  test('says what the page says: taking the names off the page’s formula gives it', () => {
    // What is drawn, in any order: where a tag groups, an index and an exponent stand one after the other.
    const glyphs = (tex: string) =>
      [
        ...katex
          .renderToString(tex, { output: 'html', trust: true, strict: 'ignore' })
          .replace(/<[^>]*>|\u200b/g, ''),
      ]
        .sort()
        .join('')
    for (const name of kinds) {
      const trace = named(name)
      for (const frame of frames(trace)) {
        const page = formulaOf(trace, frame, readings[0]!)
        expect(glyphs(latexOf(trace, frame, readings[0]!, 'symbols'))).toBe(
          glyphs(texOf(equation(page.left, page.symbols))),
        )
        const [first, second] = documentLines(trace, frame, readings[0]!, 'numbers')
        expect(glyphs(texOf(equation(first!.left!, first!.right), false))).toBe(
          glyphs(texOf(equation(page.left, page.numbers))),
        )
        if (second) expect(glyphs(texOf(second.right, false))).toBe(glyphs(texOf(page.result)))
      }
    }
  })
})

const lines: DocumentLine[] = (() => {
  const trace = named('lstm-ce-all')
  const reasons = [
    'Chain rule: a 50 % part & {more}, C_{t-1} #1 ~ \\input $x^2$',
    '两条路径相加:∂L/∂C₃ = Σ…',
    undefined,
  ]
  return ['d:h', 'd:C', 'd:a_f', 'd:W_f'].flatMap((symbol, i) => {
    const frame = trace.frames.find((f) => f.equation.symbol === symbol && f.t === 2)!
    const [line, ...more] = documentLines(trace, frame, readings[0]!, i % 2 ? 'numbers' : 'symbols')
    const reason = reasons[i % 3]
    return [reason === undefined ? line! : { ...line!, reason }, ...more]
  })
})()

describe('a derivation as a document', () => {
  test('LaTeX: one align* whose lines KaTeX renders, and every package that it needs', () => {
    const text = latexDocument(lines, 'δ_f at t = 2')
    const [, body] = /\\begin\{align\*\}\n([\s\S]*)\n\\end\{align\*\}\n\\end\{document\}\n$/.exec(text)!
    const formulas = body!.split('\n').filter((line) => !line.startsWith('\\intertext{'))
    renders(`\\begin{align*}\n${formulas.join('\n')}\n\\end{align*}`)
    expect(formulas).toHaveLength(lines.length)
    expect(formulas.slice(0, -1).every((line) => line.endsWith(' \\\\'))).toBe(true)
    expect(formulas.at(-1)!.endsWith('\\\\')).toBe(false)
    // An empty line inside align* is an error of LaTeX.
    expect(body).not.toContain('\n\n')
    expect(text).toContain('\\usepackage{amsmath}')
    expect(text).toContain('{ctex}')
    expect(latexDocument([{ left: letter('a'), right: letter('b'), reason: 'plain' }])).not.toContain('ctex')
    expect(text).toContain('\\section*{$\\delta$\\_f at t = 2}')
  })

  test('LaTeX: nothing in a reason is a command', () => {
    const text = latexDocument(lines)
    expect(text).toContain(
      'Chain rule: a 50 \\% part \\& \\{more\\}, C\\_\\{t-1\\} \\#1 \\textasciitilde{} \\textbackslash{}input \\$x\\textasciicircum{}2\\$',
    )
    expect(text).toContain('\\intertext{两条路径相加:$\\partial$L/$\\partial$C$_{3}$ = $\\sum$$\\ldots$}')
    expect(latexDocument([{ left: letter('a'), right: letter('b'), reason: 'x\n\n10⁻¹²' }])).toContain(
      'x 10$^{-12}$\n',
    )
  })

  test('Markdown: a formula between $$ for each line, reasons as text', () => {
    const text = markdown(lines, 'A *title*')
    expect(text.startsWith('# A \\*title\\*\n\n')).toBe(true)
    const formulas = [...text.matchAll(/^\$\$\n(.*)\n\$\$$/gm)].map(([, tex]) => tex!)
    expect(formulas).toHaveLength(lines.length)
    for (const tex of formulas) renders(tex)
    expect(text).toContain('C\\_\\{t-1\\} \\#1 \\~ \\\\input \\$x^2\\$')
    expect(text).toContain('\n\n两条路径相加:∂L/∂C₃ = Σ…\n\n')
    expect(markdown([{ left: letter('a'), right: letter('b'), reason: '1. first' }])).toBe(
      '1\\. first\n\n$$\na = b\n$$\n',
    )
  })

  test('no lines make an empty document', () => {
    expect(latexDocument([])).not.toContain('align')
    expect(markdown([])).toBe('\n')
  })
})
