/** What people call the routes of a state. */
import { expect, test } from 'vitest'
import { namesOf } from '../../app/views/routes/naming.ts'
import routesEn from '../../app/words/en/routes.ts'
import { en } from '../../app/words/en.ts'
import routesZh from '../../app/words/zh/routes.ts'
import { zh } from '../../app/words/zh.ts'
import { problemOf, type Reading, record, routesOf } from '../../src/index.ts'
import { experimentOf, traceOf, written } from '../support/cases.ts'

const reading: Reading = { notation: 'notes', gradient: 'partial', weights: 'split' }

test('a route through another state says which state, in both languages', () => {
  const trace = record(problemOf(experimentOf(written.find(({ name }) => name === 'rotation')!)))
  const named = (of: string, language: 'en' | 'zh') =>
    routesOf(trace, of).names.map((route) =>
      language === 'en'
        ? namesOf(trace, of, reading, en, routesEn).route(route)
        : namesOf(trace, of, reading, zh, routesZh).route(route),
    )
  expect(named('u', 'en').join()).toMatch(/ \(v\)$/)
  expect(named('v', 'en').join()).toMatch(/ \(u\)$/)
  expect(named('u', 'zh').join()).toMatch(/（v）$/)
})

test('a state of an upper layer is called as formulas call it', () => {
  const { plain } = namesOf(traceOf('stack-lstm-2'), 'C_l1', reading, en, routesEn)
  expect(plain('C_l1')).toBe('C⁽²⁾')
})
