/** What people call the routes of a state. */
import { expect, test } from 'vitest'
import { routeName } from '../../app/views/routes/naming.ts'
import routesEn from '../../app/words/en/routes.ts'
import { wordsIn } from '../../app/words/words.ts'
import routesZh from '../../app/words/zh/routes.ts'
import { problemOf, record, routesOf } from '../../src/index.ts'
import { experimentOf, written } from '../support/cases.ts'

test('a route through another state says which state, in both languages', () => {
  const trace = record(problemOf(experimentOf(written.find(({ name }) => name === 'rotation')!)))
  const named = (of: string, language: 'en' | 'zh') =>
    routesOf(trace, of).names.map((route) =>
      routeName(trace, of, route, wordsIn(language), language === 'en' ? routesEn : routesZh),
    )
  expect(named('u', 'en').join()).toMatch(/ \(v\)$/)
  expect(named('v', 'en').join()).toMatch(/ \(u\)$/)
  expect(named('u', 'zh').join()).toMatch(/（v）$/)
})
