/** Lists, JSON and lines of programs as people have them; what is nothing that is known is told in one sentence. */
import { expect, test } from 'vitest'
import { mistakes } from '../../app/words/zh/mistakes.ts'
import { mistakeIn } from '../../src/index.ts'
import { opened, plan, textOf } from '../support/opened.ts'

const sequenceOf = async (text: string) => (await plan(textOf(text))).experiment.sequence

test('x and y in one object: rows and what they say, or sequences and their numbers or classes', async () => {
  expect(await sequenceOf('{"x": [[0.1], [0.2], [0.3]], "y": [2, 3, 4]}')).toEqual({
    inputs: [[0.1], [0.2], [0.3]],
    targets: [[4]],
  })
  expect(await sequenceOf('{"X": [[1, 2], [3, 4]], "y": [[5, 6], [7, 8]]}')).toEqual({
    inputs: [
      [1, 2],
      [3, 4],
    ],
    targets: [[7, 8]],
  })
  expect(await sequenceOf('{"X": [[[1], [2]], [[3], [4]]], "y": [[3], [5]]}')).toEqual({
    inputs: [[1], [2]],
    targets: [[3]],
  })
  const classes = await plan(textOf('{"inputs": [[[1], [2]], [[3], [4]]], "labels": [7, 9]}'))
  expect(classes.experiment.labels?.outputs).toEqual(['7', '9'])
  expect(classes.experiment.loss.kind).toBe('cross-entropy')
})

test('columns of any name, also b', async () => {
  expect((await sequenceOf("{'a': [1, 2, 3], 'b': [4, 5, 6]}")).inputs).toEqual([
    [1, 4],
    [2, 5],
  ])
})

test('numbers to which a program gives a name', async () => {
  expect((await sequenceOf('data = [1.5, 2.5, 3.5];')).inputs).toEqual([[1.5], [2.5]])
  expect((await sequenceOf('x = np.array([[1, 2], [3, 4]])')).inputs).toEqual([[1, 2]])
  expect((await sequenceOf('x = [0.5 1.5; 2.5, 3.5; 4.5 5.5];')).inputs).toEqual([
    [0.5, 1.5],
    [2.5, 3.5],
  ])
})

const unknown: Readonly<Record<string, readonly [string, RegExp]>> = {
  settings: [
    '{"hidden_size": 128, "vocab": ["a", "b"]}',
    /^file: expected JSON with a table .*, got hidden_size, vocab$/,
  ],
  'numbers of words': [
    '{"the": 0, "of": 1, "and": 2}',
    /^file: expected JSON with a table .*, got the, of, and$/,
  ],
  'lists of several lengths': [
    '{"a": [1, 2], "c": [1, 2, 3]}',
    /^file: expected JSON with a table .*, got a, c$/,
  ],
  'an empty object': ['{}', /^file: expected JSON with a table .*, got nothing/],
  'dates beside words': [
    'date,label\n2020-01-01,up\n2020-01-02,down\n2020-01-03,up\n',
    /^file: expected a table with a column of numbers.*, got date, label$/,
  ],
  'one word': [
    'hello',
    /^file: expected a table with a column of numbers, lines of a token .*, got "hello"$/,
  ],
}

test.each(Object.entries(unknown))('%s: what was looked for and what is there', async (_, [text, told]) => {
  const found = await opened(textOf(text))
  if (found.ok) throw new Error('it was opened')
  expect(found.error).toMatch(told)
  expect(mistakeIn(found.mistake, mistakes)).toMatch(/应为.*实为.*。$/)
})
