import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Frame } from '../../app/figure/Frame.tsx'
import { Letters } from '../../app/figure/Letters.tsx'
import { Key } from '../../app/views/train/Key.tsx'

const drawn = (text: string) => renderToStaticMarkup(createElement(Letters, { text }))

test('a letter with an index is set as one, and a word with an underscore is not', () => {
  expect(drawn('LSTM, b_f = 2')).toContain('font-style="italic">b</tspan>')
  for (const word of ['temp_c', 'load_MW', 'T1_x']) expect(drawn(word)).toBe(word)
})

test('the name that people gave to an axis stays as it is written, also where it looks like a letter with an index', () => {
  const box = { width: 400, height: 300, em: 16, least: 0 }
  const axis = { low: 0, high: 1, name: 'x_1' }
  const frame = (verbatim: boolean) => {
    const x = { ...axis, name: '' }
    const props = { box, x, y: { ...axis, verbatim }, label: 'it', children: () => null }
    return renderToStaticMarkup(createElement(Frame, props))
  }
  expect(frame(true)).toContain('>x_1</text>')
  expect(frame(false)).not.toContain('>x_1</text>')
})

test('the key of a figure shows each line in the colour of its nets', () => {
  const key = renderToStaticMarkup(
    createElement(Key, { models: [0, 2], lines: [{ text: 'prediction', thin: false }] }),
  )
  expect([...key.matchAll(/data-model="(\d)"/g)].map(([, model]) => model)).toEqual(['0', '2'])
})
