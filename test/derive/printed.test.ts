import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expr, type Line, numberOf, ops, record, type Trace, texOf } from '../../src/index.ts'
import { chooser, derived, largest, targets } from '../support/derivations.ts'
import { draw, losses, models } from '../support/problems.ts'

const depth = fc.constantFrom('one' as const, 'all' as const)

/** Is every symbol and operation on the line one that a calculator knows? Not so for a local derivative or a sum with a letter. */
function calculable({ rule, parts }: Line): boolean {
  if (rule === 'numbers' || rule === 'result') return true
  const plain = (e: Expr): boolean =>
    e.kind !== 'apply' ||
    ((Object.hasOwn(ops, e.op) || e.op === 'mark') &&
      !['softmax', 'logsoftmax', 'logsumexp', 'pick'].includes(e.op) &&
      e.args.every(plain))
  return parts.every(({ expr, from, to }) => from === to && plain(expr))
}

/** The place after the group that is open at `at`. */
function after(tex: string, at: number): number {
  let open = 1
  let i = at
  for (; open > 0; i++) open += tex[i] === '{' ? 1 : tex[i] === '}' ? -1 : 0
  return i
}

/** What is printed, calculated: each symbol and number by the name that it carries, read from the run. */
function calculated(trace: Trace, tex: string): number {
  const mark = '\\htmlData{'
  let code = ''
  let at = 0
  for (let from = tex.indexOf(mark); from >= 0; from = tex.indexOf(mark, at)) {
    code += tex.slice(at, from)
    const body = after(tex, from + mark.length)
    const attributes = tex.slice(from + mark.length, body - 1).replaceAll('{,}', ';')
    const { ref, value } = Object.fromEntries(
      attributes.split(', ').map((pair) => pair.split('=') as [string, string]),
    )
    if (ref === undefined && value === undefined) {
      at = body + 1
      continue
    }
    code += `(${ref === undefined ? value : numberOf(trace, ref.replaceAll(';', ','))})`
    at = after(tex, body + 1)
  }
  code += tex.slice(at)
  const javascript = code
    .replaceAll('\\tfrac{1}{2}', '(0.5)')
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, '(($1)/($2))')
    .replace(/\\left\[(\d+) = (\([^()]*\))\\right\]/g, '(Number($1 === $2))')
    .replace(/\[(\([^()]*\)) > 0\]/g, '(Number($1 > 0))')
    .replace(/\\tanh\^2 (\([^()]*\))/g, '(Math.tanh($1)**2)')
    .replace(/\\tanh (\([^()]*\))/g, '(Math.tanh($1))')
    .replaceAll(/\\left\(|\\right\)/g, (bracket) => bracket.at(-1)!)
    .replaceAll(/\\cdot|\\,/g, '*')
    .replace(/\^\{?(\d)\}?/g, '**$1')
    .replace(/[{}]/g, '')
    .replace(/-(\([^()]*\)\*\*)/g, '0-$1')
  return new Function(`return ${javascript}`)() as number
}

test('what is printed is what was evaluated: lines calculated anew from the symbols and numbers on them', () => {
  let seen = 0
  fc.assert(
    fc.property(models(1), losses, fc.integer({ min: 1, max: 3 }), fc.nat(), depth, (...drawn) => {
      const [model, loss, T, seed, depth] = drawn
      const trace = record(draw(model, loss, T, 1, seed))
      for (const target of targets(trace, chooser(seed))) {
        const { lines } = derived(trace, target, { depth, most: 99 })
        for (const line of lines.filter(calculable)) {
          seen++
          const again = calculated(trace, texOf(line.tree))
          if (!(Math.abs(again - line.value) <= 1e-12 * largest(lines)))
            throw new Error(`${target}: ${line.value}, as printed ${again}: ${texOf(line.tree, false)}`)
        }
      }
    }),
    { numRuns: 25, seed: 7 },
  )
  expect(seen).toBeGreaterThan(1500)
})

test('sums with letters are written out in the numbers: calculated anew for larger nets', () => {
  fc.assert(
    fc.property(models(3), losses, fc.integer({ min: 1, max: 3 }), fc.nat(), (model, loss, T, seed) => {
      const trace = record(draw(model, loss, T, 1, seed))
      for (const target of targets(trace, chooser(seed))) {
        const { lines } = derived(trace, target, { most: 99 })
        const numbers = lines.find((line) => line.rule === 'numbers')
        if (numbers)
          expect(Math.abs(calculated(trace, texOf(numbers.tree)) - numbers.value)).toBeLessThanOrEqual(
            1e-12 * largest(lines),
          )
      }
    }),
    { numRuns: 25, seed: 8 },
  )
})
