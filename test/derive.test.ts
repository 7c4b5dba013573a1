import fc from 'fast-check'
import katex from 'katex'
import { expect, test } from 'vitest'
import { ops } from '../src/algebra/ops.ts'
import {
  type Derivation,
  type DeriveOptions,
  derive,
  type Experiment,
  notationIds,
  numberOf,
  problemOf,
  record,
  ruleIds,
  startIds,
  starts,
  type Trace,
  untagged,
} from '../src/index.ts'
import { builtIn, experimentOf, supported } from './cases.ts'
import { draw, losses, models } from './problems.ts'

const tagged = new Set<string>()
function renders(tex: string): void {
  if (tagged.has(tex)) return
  tagged.add(tex)
  katex.renderToString(tex, {
    throwOnError: true,
    trust: (context) => context.command === '\\htmlData',
    strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  })
  katex.renderToString(untagged(tex), { throwOnError: true, strict: 'error' })
}

/** The derivation of a target, which must exist. */
function derived(trace: Trace, target: string, options: DeriveOptions = {}): Derivation {
  const result = derive(trace, target, options)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** Everything that a derivation promises; an empty list where it keeps it. */
function broken(trace: Trace, { lines, target }: Derivation): string[] {
  const wrong: string[] = []
  if (lines[0]!.rule !== 'question') wrong.push(`begins with ${lines[0]!.rule}`)
  if (lines.at(-1)!.rule !== 'result') wrong.push(`ends with ${lines.at(-1)!.rule}`)
  const element = target.index.length > 0 ? target.ref : `${target.ref}[${target.shape.map(() => 0)}]`
  const own = numberOf(trace, element)!
  if (lines.at(-1)!.value !== own) wrong.push(`result ${lines.at(-1)!.value}, engine ${own}`)
  const magnitude = Math.max(...lines.map((line) => line.magnitude))
  lines.forEach((line, i) => {
    if (!(Math.abs(line.value - own) <= 1e-12 * magnitude))
      wrong.push(`line ${i} (${line.rule}): ${line.value} instead of ${own}, ${line.tex}`)
    if (!ruleIds.includes(line.rule)) wrong.push(`line ${i}: unknown rule ${line.rule}`)
    if (i > 0 && line.tex === lines[i - 1]!.tex)
      wrong.push(`line ${i} (${line.rule}) reads as the one before`)
    if (/undefined|NaN|\[object/.test(line.tex)) wrong.push(`line ${i}: ${line.tex}`)
  })
  return wrong
}

/** The names of all gradients of a run, one random element of each. */
function targets(trace: Trace, pick: (n: number) => number): string[] {
  const { net, T, memory } = trace
  return net.adjoints
    .filter((adjoint) => !adjoint.silent)
    .map(({ of, overTime }) => {
      const head = net.head.some((eq) => eq.symbol === of)
      const first = net.states.includes(of) ? 0 : 1
      const t = head && !trace.hasLoss(1) ? T : first + pick(T + 1 - first)
      return `d:${of}${overTime ? '' : `@${t}`}[${memory(of).shape.map(pick)}]`
    })
}

const styles = fc.record({
  notation: fc.constantFrom(...notationIds),
  gradient: fc.constantFrom('partial' as const, 'adjoint' as const),
  weights: fc.constantFrom('split' as const, 'joined' as const),
})

test('any gradient of random models is derived: all lines have one value, neighbours differ, all is LaTeX', () => {
  const rulesSeen = new Set<string>()
  fc.assert(
    fc.property(
      models(3),
      losses,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(0.5, 1, 3),
      fc.nat(),
      styles,
      fc.constantFrom('scalar' as const, 'matrix' as const),
      fc.constantFrom('one' as const, 'all' as const),
      fc.constantFrom(0 as const, 1 as const),
      (model, loss, T, scale, seed, reading, form, depth, count) => {
        const trace = record(draw(model, loss, T, scale, seed))
        let next = seed
        const pick = (n: number) => (next = (next * 1103515245 + 12345) % 2147483648) % n
        const all = targets(trace, pick)
        for (const target of depth === 'one' ? all : [all[pick(all.length)]!]) {
          const derivation = derived(trace, target, { reading, form, depth, count })
          expect(broken(trace, derivation)).toEqual([])
          for (const { tex, rule } of derivation.lines) {
            rulesSeen.add(rule)
            if (depth === 'one' || tex.length < 4000) renders(tex)
          }
          if (depth === 'all') expect(derivation.left).toBe(0)
        }
      },
    ),
    { numRuns: 120, seed: 20261201 },
  )
  const never = ['minus', 'quotient', 'fill', 'matvec', 'softmax', 'powers']
  expect(ruleIds.filter((rule) => !rulesSeen.has(rule) && !never.includes(rule))).toEqual([])
})

/** The value of a formula as it is printed: each tagged symbol or number by its name, read from the run. */
function calculated(trace: Trace, tex: string): number {
  const code = tex
    .replace(/\\htmlData\{new=1\}/g, '')
    .replace(/\\htmlData\{((?:[^{}]|\{,\})*)\}\{/g, (_, attributes: string) => {
      const pairs = attributes.replaceAll('{,}', ';').split(', ')
      const of = Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]))
      const value = of.ref ? numberOf(trace, of.ref.replaceAll(';', ',')) : Number(of.value)
      return `(${value})\\skip{`
    })
  let plain = ''
  for (let at = 0; ; ) {
    const from = code.indexOf('\\skip{', at)
    if (from < 0) {
      plain += code.slice(at)
      break
    }
    plain += code.slice(at, from)
    let open = 1
    at = from + 6
    while (open > 0) {
      if (code[at] === '{') open++
      if (code[at] === '}') open--
      at++
    }
  }
  const javascript = plain
    .replaceAll('\\tfrac{1}{2}', '(0.5)')
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, '(($1)/($2))')
    .replace(/\\tanh\^2 (\([^()]*\))/g, '(Math.tanh($1)**2)')
    .replace(/\\tanh (\([^()]*\))/g, '(Math.tanh($1))')
    .replace(/(\d)\\,/g, '$1*')
    .replace(/\\left\[(\d+) = (\([^()]*\))\\right\]/g, '(Number($1 === $2))')
    .replaceAll('\\left(', '(')
    .replaceAll('\\right)', ')')
    .replaceAll('\\cdot', '*')
    .replaceAll('\\,', '*')
    .replace(/\^\{?(\d)\}?/g, '**$1')
    .replace(/\(-([\d.e+-]+)\)\*\*/g, '((-$1))**')
    .replace(/\[(\((?:[^()])*\)) > 0\]/g, '(Number($1 > 0))')
  return new Function(`return ${javascript.replace(/[{}]/g, '')}`)() as number
}

test('what is printed is what was evaluated: symbols and numbers of each line, calculated anew', () => {
  let seen = 0
  fc.assert(
    fc.property(
      models(1),
      losses,
      fc.integer({ min: 1, max: 3 }),
      fc.nat(),
      fc.constantFrom('one' as const, 'all' as const),
      (model, loss, T, seed, depth) => {
        const trace = record(draw(model, loss, T, 1, seed))
        let next = seed
        const pick = (n: number) => (next = (next * 1103515245 + 12345) % 2147483648) % n
        for (const target of targets(trace, pick)) {
          const { lines } = derived(trace, target, { depth, most: 99 })
          const magnitude = Math.max(...lines.map((line) => line.magnitude))
          for (const { tex, value, rule } of lines) {
            // A local derivative, a route or a sum with a letter has no number of its own in the text.
            if (
              /\\(partial (?!L\})|operatorname|sum)|\\partial L_|target.*\]\}|\\right\|/.test(
                withoutNames(tex),
              )
            )
              continue
            seen++
            const again = calculated(trace, tex)
            if (!(Math.abs(again - value) <= 1e-12 * magnitude))
              throw new Error(`${target} ${rule}: ${value}, as printed ${again}: ${untagged(tex)}`)
          }
        }
      },
    ),
    { numRuns: 40, seed: 7 },
  )
  expect(seen).toBeGreaterThan(2000)
})

/** The text without the names of symbols: what is left has a meaning that a calculator must know. */
function withoutNames(tex: string): string {
  return tex
    .replace(/\\htmlData\{((?:[^{}]|\{,\})*)\}\{/g, (all, attributes: string) =>
      /ref=|value=/.test(attributes) ? `${all.length > 0 ? '\u0001' : ''}{` : '{',
    )
    .replace(/\u0001\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}/g, '')
}
