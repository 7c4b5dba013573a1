/** Tasks over words and letters. */
import { wholeFrom } from '../../tensor/random.ts'
import type { Item } from '../batch.ts'
import { oneHot, type Task, whole } from './task.ts'

const words = ['arrive', 'leave', 'on', 'at', 'Taipei', 'Beijing', 'November', '2nd'] as const
const slots = ['other', 'destination', 'departure', 'time'] as const
type Sentence = readonly (readonly [(typeof words)[number], (typeof slots)[number]])[]

/** Sentences as people say them to a ticket machine: the same city is where one leaves from or arrives at. */
function sentence(verb: number, city: number, order: number, second: number): Sentence {
  const cities = ['Taipei', 'Beijing'] as const
  const to = (way: number, place: number): Sentence => [
    [way === 0 ? 'arrive' : 'leave', 'other'],
    ...(order % 2 === 0 ? ([['at', 'other']] as const) : []),
    [cities[place]!, way === 0 ? 'destination' : 'departure'],
  ]
  const when: Sentence = [
    ['on', 'other'],
    ['November', 'time'],
    ['2nd', 'time'],
  ]
  const there = to(verb, city)
  const back = second === 0 ? [] : to(1 - verb, 1 - city)
  return order < 2 ? [...there, ...back, ...when] : [...when, ...there, ...back]
}

/** Which slot does each word fill? Whole sentences, so that the same city is learned as departure and as destination. */
export const slotFilling: Task = {
  options: { sequences: whole(120, 2, 20_000) },
  inputs: words.length,
  outputs: slots.length,
  kinds: ['cross-entropy'],
  at: 'all',
  draw: ({ sequences: count }, from) => {
    const items = Array.from({ length: count! }, (): Item => {
      const [verb, city, order, second] = [1, 1, 3, 1].map((high) => wholeFrom(from, 0, high)) as [
        number,
        number,
        number,
        number,
      ]
      const said = sentence(verb, city, order, second)
      return {
        T: said.length,
        inputs: oneHot(
          said.map(([word]) => words.indexOf(word)),
          words.length,
        ),
        targets: Float64Array.from(said, ([, slot]) => slots.indexOf(slot)),
      }
    })
    return { items, train: Math.max(1, count! - Math.round(count! / 4)) }
  },
  baselines: (_, { items }) => ({ guess: entropyOf(items, slots.length) }),
  labels: { inputs: words, outputs: slots },
}

/** William Shakespeare, sonnet 18 (1609). */
const sonnet = `shall i compare thee to a summer's day?
thou art more lovely and more temperate:
rough winds do shake the darling buds of may,
and summer's lease hath all too short a date;
sometime too hot the eye of heaven shines,
and often is his gold complexion dimm'd;
and every fair from fair sometime declines,
by chance or nature's changing course untrimm'd;
but thy eternal summer shall not fade,
nor lose possession of that fair thou ow'st;
nor shall death brag thou wander'st in his shade,
when in eternal lines to time thou grow'st:
so long as men can breathe or eyes can see,
so long lives this, and this gives life to thee.
`
const letters = [...new Set(sonnet)].sort()

/** The next letter of a poem, at each letter of a piece of it. */
export const nextCharacter: Task = {
  options: { length: whole(25, 1, 300) },
  inputs: letters.length,
  outputs: letters.length,
  kinds: ['cross-entropy'],
  at: 'all',
  draw: ({ length }) => {
    const text = Array.from(sonnet, (letter) => letters.indexOf(letter))
    const step = Math.max(1, Math.round(length! / 3))
    const items: Item[] = []
    for (let at = 0; at + length! < text.length; at += step)
      items.push({
        T: length!,
        inputs: oneHot(text.slice(at, at + length!), letters.length),
        targets: Float64Array.from(text.slice(at + 1, at + length! + 1)),
      })
    return { items, train: Math.max(1, items.length - Math.round(items.length / 10)) }
  },
  baselines: (_, { items }) => ({ guess: entropyOf(items, letters.length) }),
  labels: { inputs: letters, outputs: letters },
}

/** The loss of saying always how often each class comes. */
function entropyOf(items: readonly Item[], classes: number): number {
  const counts = new Float64Array(classes)
  let total = 0
  for (const { targets } of items)
    for (const target of targets) {
      counts[target] = counts[target]! + 1
      total++
    }
  return counts.reduce((sum, n) => (n === 0 ? sum : sum - (n / total) * Math.log(n / total)), 0)
}
