/** What the tests of the views hold the page's numbers against. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { nameOfCell } from '../../../src/index.ts'
import { builtIn, experimentOf } from '../../support/cases.ts'

/** An experiment of the page. */
export const experiment = (name: string) => experimentOf(builtIn.find((c) => c.name === name)!)
/** What the header says of an experiment. */
export const factsOf = (name: string) => {
  const { model, sequence } = experiment(name)
  return `${nameOfCell(model).toUpperCase()} · ${model.hiddenSize} units · ${sequence.inputs.length} timesteps`
}
/** The numbers of a part of the page. */
export const numbers = (page: Page, selector: string) =>
  page.locator(`${selector} data`).evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
/** Browsers differ in the last digit of tanh, and a central difference enlarges that. */
export function expectNumbers(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length)
  found.forEach((n, i) => {
    expect(Math.abs(n - expected[i]!)).toBeLessThan(1e-8 * Math.max(1e-2, Math.abs(expected[i]!)))
  })
}
