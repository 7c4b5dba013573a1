/** What is true of every text: read in the sources, so that texts with holes count too. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { scenes } from '../../app/views/questions/scenes.ts'
import deriveEn from '../../app/words/en/derive.ts'
import { en } from '../../app/words/en.ts'
import deriveZh from '../../app/words/zh/derive.ts'
import { zh } from '../../app/words/zh.ts'
import { direct, problemOf, record, routesOf, ruleIds } from '../../src/index.ts'
import { builtIn, experimentOf } from '../support/cases.ts'

const filesOf = (language: string) => [
  `app/words/${language}.ts`,
  ...readdirSync(`app/words/${language}`).map((name) => `app/words/${language}/${name}`),
]

interface Said {
  readonly place: string
  readonly text: string
}

/** Every text in a file; a hole of a template, and a symbol in [[ ]], stands as □. Keys, comparisons and imports are no texts. */
function textsIn(path: string): Said[] {
  const source = readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^(import|export \{).*$/gm, '')
  const found: Said[] = []
  const add = (from: number, to: number, text: string) => {
    const compared = /[=!]==? ?$/.test(source.slice(0, from))
    if (compared || source[to] === ':') return
    const place = `${path}:${source.slice(0, from).split('\n').length}`
    found.push({ place, text: text.replace(/\[\[[^\]]+\]\]|\{\w+\}/g, '□') })
  }
  /** Reads code up to the brace that closes it, and the texts in it; gives where it ends. */
  const code = (from: number): number => {
    let depth = 0
    let at = from
    while (at < source.length) {
      const c = source[at]!
      if (c === "'" || c === '`' || c === '"') at = quoted(at)
      else if (c === '}' && depth === 0) return at
      else {
        depth += c === '{' ? 1 : c === '}' ? -1 : 0
        at++
      }
    }
    return at
  }
  const quoted = (from: number): number => {
    const mark = source[from]!
    let text = ''
    let at = from + 1
    while (source[at] !== mark) {
      if (mark === '`' && source.startsWith('${', at)) {
        at = code(at + 2) + 1
        text += '□'
      } else {
        if (source[at] === '\\') at++
        text += source[at++]
      }
    }
    add(from, at + 1, text)
    return at + 1
  }
  code(0)
  return found
}

const chinese = filesOf('zh').flatMap(textsIn)
const english = filesOf('en').flatMap(textsIn)

const wrongIn = (texts: readonly Said[], pattern: RegExp) =>
  texts.filter(({ text }) => pattern.test(text)).map(({ place, text }) => `${place} ${text}`)

test('every language has the same texts, of the same kind', () => {
  const shape = (value: unknown): unknown =>
    value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]))
      : typeof value
  expect(shape(zh)).toEqual(shape(en))
  expect(chinese.length).toBeGreaterThan(900)
})

describe('Chinese', () => {
  test('prose has full-width punctuation', () => {
    // Shapes and lines of Python are written as they must be typed.
    const code = /\[[A-Z□], [^\]]*\]|json\.dump\(.*\)/g
    expect(wrongIn(chinese, /\p{Script=Han}[,.:;!?()]|[,:;!?(]\p{Script=Han}|\)\p{Script=Han}/u)).toEqual([])
    // After a symbol or a number too, where Chinese goes on.
    const prose = chinese
      .filter(({ text }) => /\p{Script=Han}/u.test(text))
      .map((said) => ({ ...said, text: said.text.replace(code, '□') }))
    expect(wrongIn(prose, /[\w□)][:;!?](?!\/\/)|[□A-Za-z],|\([^)]*\p{Script=Han}/u)).toEqual([])
  })
  test('quotation marks, percentages, ranges and the reader are written in one way', () => {
    expect(wrongIn(chinese, /[「」『』您]/)).toEqual([])
    expect(wrongIn(chinese, /\d\s+%/)).toEqual([])
    expect(wrongIn(chinese, /\d\s*(…|\.\.\.)\s*\d/)).toEqual([])
  })
  test('one term each', () => {
    const glossary = /也叫/
    const others =
      /忘记门|新记忆门|记忆单元|隐状态|细胞态|单元状态|单元图|长期记忆|短期记忆|输出单元图|梯度弥散|梯度剪切/
    expect(wrongIn(chinese, others).filter((each) => !glossary.test(each))).toEqual([])
    const worse =
      /带走|演示台|舞台|说出|听到|数的尽头|部分量|随机抽样|随机抽取|随机值不变|除数|逆着|带种子|教材常|完全错|就算对|满色|每个门和候选，/
    expect(wrongIn(chinese, worse)).toEqual([])
  })
  test('a gradient is no slope: that word is for the derivative of an activation', () => {
    const other = chinese.filter(
      ({ text, place }) =>
        text.includes('斜率') && !/σ|tanh|relu|激活函数|斜率$/.test(text) && !place.includes('/slips.ts'),
    )
    expect(other.map(({ place, text }) => `${place} ${text}`)).toEqual([])
  })
})

test('no inner name stands in front of people', () => {
  const inner = /\b(pytorch|xavier|vanilla|orthogonal-|[bfu]\d+\.[A-Za-z]+)\b|\bu\.[A-Z]/
  const ofLinks = /链接|The link|@store-and-ask/
  for (const texts of [english, chinese])
    expect(wrongIn(texts, inner).filter((each) => !ofLinks.test(each))).toEqual([])
})

test('nothing is said too strongly', () => {
  const strong =
    /wholly wrong|completely wrong|Every number agrees|Both get the same gradient|by this matrix|gradient with this matrix/
  expect(wrongIn(english, strong).filter((each) => !each.includes('In the nets that are tested'))).toEqual([])
})

test('the net of ∂C/∂C: the sign that its card speaks of is the wrong one', () => {
  const { experiment, params } = scenes.justF
  const trace = record(problemOf(experimentOf(builtIn.find((c) => c.name === experiment)!)))
  const { full, parts } = routesOf(trace).at[Number(params!.k) - 1]!
  const unit = Number(params!.unit)
  expect(Math.sign(parts[direct]![unit]!)).toBe(-Math.sign(full[unit]!))
})

test('a rule beside the line of one element does not speak of matrices', () => {
  for (const texts of [deriveEn, deriveZh])
    for (const id of ruleIds)
      expect([id, texts.scalarRules[id] ?? texts.rules[id]]).toEqual([
        id,
        expect.not.stringMatching(/⊙|matri|vector|transpos|outer|矩阵|向量|转置|外积/i),
      ])
})

/** A hole with a mark and another hole or words after it, a text of the page followed by a mark, a list put together with marks. */
const glue: readonly RegExp[] = [
  /\}[:;.,!?] \$\{/,
  /\}: [^`]*`/,
  /\{(texts|words)(\.\w+|\[[^\]]*\])*(\([^{}]*\))?\}\s*[:;,.!?(]/,
  /\{'[:;,.] ?'\}/,
  /join\(['"][,;、.:] ['"]\)/,
  /[”“]/,
  / %[`'<]/,
]
/** Indices and coordinates, which are written alike in every language; styles and data. */
const noProse =
  /index|data-ref|style|path|CSS\.escape|translate|csv|\.ref\b|d=|points=|data:|link\b.*=>|props\.|key=|viewBox/i

test('no sentence is put together with marks in code', () => {
  const files = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory()
        ? files(`${folder}/${entry.name}`)
        : /\.tsx?$/.test(entry.name)
          ? [`${folder}/${entry.name}`]
          : [],
    )
  const found = files('app')
    .filter((path) => !path.startsWith('app/words'))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line, i) => ({ place: `${path}:${i + 1}`, line: line.replace(/^\s*(\*|\/\/|\/\*).*/, '') }))
        .filter(({ line }) => glue.some((mark) => mark.test(line)) && !noProse.test(line)),
    )
  expect(found.map(({ place, line }) => `${place} ${line.trim()}`)).toEqual([])
})
