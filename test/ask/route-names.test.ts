/** What people call the routes of a state. */
import { expect, test } from 'vitest'
import { routeName } from '../../app/views/routes/naming.ts'
import routesEn from '../../app/words/en/routes.ts'
import { en } from '../../app/words/en.ts'
import routesZh from '../../app/words/zh/routes.ts'
import { zh } from '../../app/words/zh.ts'
import { problemOf, record, routesOf } from '../../src/index.ts'
import { experimentOf, written } from '../support/cases.ts'

test('a route through another state says which state, in both languages', () => {
  const trace = record(problemOf(experimentOf(written.find(({ name }) => name === 'rotation')!)))
  const named = (of: string, language: 'en' | 'zh') =>
    routesOf(trace, of).names.map((route) =>
      language === 'en'
        ? routeName(trace, of, route, en, routesEn)
        : routeName(trace, of, route, zh, routesZh),
    )
  expect(named('u', 'en').join()).toMatch(/ \(v\)$/)
  expect(named('v', 'en').join()).toMatch(/ \(u\)$/)
  expect(named('u', 'zh').join()).toMatch(/（v）$/)
})
