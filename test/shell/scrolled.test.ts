import { expect, test } from 'vitest'
import { aboutOf } from '../../app/shell/scrolled.ts'
import { createSession } from '../../app/state/session.ts'

test('the stage of another experiment and the training of other data are other pages, which begin at their top', () => {
  const { get } = createSession()
  const before = get()
  const brought = { ...before, brought: {} as NonNullable<typeof before.brought> }
  const opened = { ...before, experiment: { ...before.experiment } }
  expect(aboutOf('train', brought)).not.toBe(aboutOf('train', before))
  expect(aboutOf('train', opened)).toBe(aboutOf('train', before))
  expect(aboutOf('step', opened)).not.toBe(aboutOf('step', before))
  expect(aboutOf('compare', opened)).toBe(aboutOf('compare', brought))
})
