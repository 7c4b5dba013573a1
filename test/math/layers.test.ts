/** Formulas of nets of layers, whose letters have an index above, as elements. */
import { expect, test } from 'vitest'
import { elementsOf } from '../../app/math/elements.ts'
import { formulaOf, frameAt, type Reading } from '../../src/index.ts'
import { traceOf } from '../support/cases.ts'

const reading: Reading = { notation: 'notes', gradient: 'partial', weights: 'split' }

test('an array needs no brackets for the layer of its symbol; of what is joined the index stays with its brackets, and terms are whole', () => {
  const trace = traceOf('stack-bilstm-2')
  const numbers = (place: string) => formulaOf(trace, frameAt(trace, place)!, reading).numbers
  const fork = elementsOf(numbers('b3.h'))
  expect(fork).toMatch(/<span class="matrix many".*?<sup class="tall">⊤/s)
  expect(fork).not.toMatch(/<span class="bracketed"><span class="(raised"><span class=")?matrix/)
  expect(fork).toMatch(
    /<span class="indexed"><span class="bracketed squared">.*?<\/span><sub>→<\/sub><\/span>/s,
  )
  const mgu = traceOf('stack-mgu-below-lstm')
  const cell = elementsOf(formulaOf(mgu, frameAt(mgu, 'b2.h')!, reading).numbers)
  expect(cell).not.toMatch(
    /<span class="bracketed"><span class="(raised"><span class=")?bracketed"><span class="matrix/,
  )
  const head = elementsOf(numbers('b3.h_l1'))
  expect(head).toMatch(/<span class="bracketed squared"><span class="raised"><span class="matrix many"/)
})

test('a line of symbols is broken where its terms meet, and nowhere within one', () => {
  const trace = traceOf('stack-lstm-2')
  const html = elementsOf(formulaOf(trace, frameAt(trace, 'b3.h')!, reading).symbols, true)
  expect(html.split('<span class="term">').length - 1).toBe(8)
})
