/** What the page says of an experiment whose cell became another one. */
import { expect, test } from 'vitest'
import { builtIn, experimentOf, hasOtherCells, isChanged } from '../../app/state/experiments.ts'
import { type Experiment, readExperiment, redrawn, reshaped, writeExperiment } from '../../src/index.ts'

const opened = builtIn('store-and-ask-gru')!
const reread = (experiment: Experiment): Experiment => {
  const result = readExperiment(writeExperiment(experiment))
  if (!result.ok) throw new Error(result.error)
  return result.value
}

test('its title may speak of the cell before: so it is after the change, and after its link was opened', () => {
  const other = reshaped(opened, { model: { cell: 'lstm' } }, 1)
  expect(hasOtherCells(other, opened)).toBe(true)
  expect(hasOtherCells(reread(other), reread(other))).toBe(true)
})

test('other numbers and other sizes leave the cell', () => {
  const drawn = redrawn(opened, { scheme: 'pytorch', seed: 5 })
  const larger = reshaped(opened, { model: { hiddenSize: 3 } }, 1)
  for (const each of [opened, drawn, larger]) expect(hasOtherCells(each, opened)).toBe(false)
  expect(isChanged(drawn)).toBe(true)
})

test('an experiment of a library cell keeps it as it is read again', async () => {
  const mgu = (await experimentOf('mgu'))!
  expect(hasOtherCells(reread(mgu), mgu)).toBe(false)
})
