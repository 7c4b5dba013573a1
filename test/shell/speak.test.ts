/** The language that was asked for last stands, however late the words of another one come. */
import { expect, test, vi } from 'vitest'

test('who changes the language twice gets the second one', async () => {
  // Modules of its own: no words but English are there yet.
  vi.resetModules()
  const { createSession } = await import('../../app/state/session.ts')
  const { loadWords } = await import('../../app/words/words.ts')
  const { speak } = await import('../../app/shell/speak.ts')
  await loadWords('en')
  const session = createSession()
  await Promise.all([speak(session, 'zh'), speak(session, 'en')])
  expect(session.get().language).toBe('en')
  await speak(session, 'zh')
  expect(session.get().language).toBe('zh')
})
