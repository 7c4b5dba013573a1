/** What every object has is a name like others: all that a page makes of a cell works with it. */
import { expect, test } from 'vitest'
import { elementsOf } from '../../app/math/elements.ts'
import { autoLayout } from '../../app/parts/drawing/auto/auto.ts'
import { usualScale } from '../../app/parts/drawing/sizes.ts'
import { reasonOf, titleOf } from '../../app/parts/equation/explain.ts'
import speech from '../../app/words/en/speech.ts'
import { en } from '../../app/words/en.ts'
import { formulaOf, notationIds, pythonOf, speechOf, texOf } from '../../src/index.ts'
import { derived } from '../support/derivations.ts'
import { drawingOf } from '../support/random-drawings.ts'

const equations = `
  constructor = σ(W x + U h[t-1] + isPrototypeOf)
  hasOwnProperty = tanh(V x)
  toString = constructor ⊙ toString[t-1] + (1 - constructor) ⊙ hasOwnProperty
  h = toString ⊙ valueOf`

test('constructor, toString and valueOf are drawn, told, typeset, spoken, derived and exported', () => {
  const trace = drawingOf(equations, 1, 2)
  for (const notation of notationIds)
    for (const frame of trace.frames) {
      const { left, symbols, numbers } = formulaOf(trace, frame, {
        notation,
        gradient: 'partial',
        weights: 'split',
      })
      const trees = [left, symbols, numbers]
      const said = [
        ...trees.map((tree) => speechOf(tree, speech.words)),
        ...trees.map((tree) => texOf(tree, true)),
        ...trees.map((tree) => elementsOf(tree, true, true) ?? ''),
        titleOf(trace, frame, en),
        reasonOf(trace, frame, en),
      ]
      expect(said.join('\n')).not.toMatch(/native code|undefined|\[object/)
    }
  for (const target of ['d:constructor@2[0]', 'd:valueOf[1]', 'd:toString@1[0]'])
    expect(derived(trace, target, {}).lines.length).toBeGreaterThan(2)
  expect(autoLayout(trace, usualScale).at.toString).toBeInstanceOf(Array)
  expect(pythonOf(trace)).toContain('valueOf')
})
