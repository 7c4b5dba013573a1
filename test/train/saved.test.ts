import { expect, test } from 'vitest'
import { bytesOf, saidOfSaved } from '../../app/views/train/saved.ts'
import en from '../../app/words/en/train.ts'
import { readExperiment } from '../../src/index.ts'

test('a document that is too large to be opened again says so where it is saved, with the bound of its reader', () => {
  const said = (file: string, bytes: number) => saidOfSaved(en.take.savedDocument, file, bytes, en.take)
  const text = ' '.repeat(16 * 2 ** 20)
  for (const [more, refused] of [
    ['', false],
    [' ', true],
  ] as const) {
    const read = readExperiment(text + more)
    expect(!read.ok && read.error.includes('16 MB')).toBe(refused)
    expect(said('run.json', bytesOf([text, more])).includes('more than 16 MB')).toBe(refused)
  }
  // What other programs read has no such bound.
  expect(said('run.npz', 2 ** 30)).not.toContain('16 MB')
})
