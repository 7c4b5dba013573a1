/** Sessions: each has its own state. That several stand on one page is tested in browser/sessions.test.ts. */
import { expect, test } from 'vitest'
import { builtIn } from '../../app/state/experiments.ts'
import { linkOf } from '../../app/state/link.ts'
import { createSession } from '../../app/state/session.ts'
import { reshaped } from '../../src/index.ts'

test('what is done in one session is nothing to another', () => {
  const [a, b] = [createSession(), createSession()]
  const start = b.get()
  a.change({ ...a.get().experiment, title: 'mine' })
  a.takeKeys({ by: () => undefined })
  a.openView('derive')
  a.changeParams({ of: 'd:C@2[0]' })
  a.tell('a message')
  a.light('f@3')
  a.togglePresent()
  a.play(true)
  expect(b.get()).toBe(start)
  expect(b.stepper()).toBeUndefined()
  a.play(false)
})

test('opening another experiment resets what belonged to the one before, and keeps how it is read', () => {
  const session = createSession()
  session.setReading({ notation: 'pytorch' })
  session.setGrain('assignment')
  session.cover()
  session.step(1)
  session.askWhy('C@1[0]')
  session.askFurther('f@1[0]')
  session.point('f@1[0]', 3)
  session.light('f@1')
  session.setAsked({ ref: 'f@1[0]', x: 0, y: 0 })
  session.tell('it speaks of the experiment')
  session.play(true)
  session.open(builtIn('weather')!)
  expect(session.get()).toMatchObject({
    name: 'weather',
    why: null,
    trail: [],
    pointed: null,
    lit: null,
    asked: null,
    covered: false,
    message: null,
    playing: false,
    lost: null,
    prediction: null,
    notation: 'pytorch',
    grain: 'assignment',
    covering: true,
  })
  expect(session.get().cursor).toBe(0)
})

test('a change that is opened over is not lost, and a drag is one entry of the history', () => {
  const session = createSession()
  const { experiment } = session.get()
  session.drag({ ...experiment, title: 'a' })
  session.drag({ ...experiment, title: 'b' })
  session.open(builtIn('weather')!)
  expect(session.get().past.map((version) => version.experiment.title)).toEqual([experiment.title, 'b'])
  session.undo()
  expect(session.get().experiment.title).toBe('b')
  session.undo()
  expect(session.get()).toMatchObject({ experiment, name: 'store-and-ask' })
})

test('presenting takes the theme of the wall, and ends with the theme of before unless another was chosen', () => {
  const session = createSession({ theme: 'dark' })
  session.togglePresent()
  expect(session.get()).toMatchObject({ present: true, theme: 'projector' })
  session.togglePresent()
  expect(session.get()).toMatchObject({ present: false, theme: 'dark' })
  session.togglePresent()
  session.setTheme('light')
  session.togglePresent()
  expect(session.get()).toMatchObject({ present: false, theme: 'light' })
  session.setTheme('projector')
  session.togglePresent()
  session.togglePresent()
  expect(session.get().theme).toBe('projector')
})

test('a message goes when what it speaks of changes, and not before', () => {
  const session = createSession()
  session.tell('of this step', ['cursor'], true)
  session.setGrain('assignment')
  expect(session.get()).toMatchObject({ message: 'of this step', offersFile: true })
  session.goToLast()
  expect(session.get()).toMatchObject({ message: null, told: null, offersFile: false })
})

test('an address that one session writes puts another into the same state', async () => {
  const a = createSession({ language: 'zh', theme: 'dark' })
  a.open(builtIn('by-hand')!)
  a.setReading({ weights: 'joined' })
  a.setRate(0.5)
  a.cover()
  a.openView('routes')
  a.changeParams({ unit: '1' })
  a.goToLast()
  a.askWhy('d:C@1[0]')
  const link = await linkOf(a.get())
  expect(link).toMatch(
    /^#by-hand@[^&]+&weights=joined&language=zh&theme=dark&cover=1&view=routes&why=d%3AC%401%5B0%5D&rate=0\.5&unit=1$/,
  )
  const b = createSession()
  expect(await b.address.follow(link)).toEqual([])
  expect(await linkOf(b.get())).toBe(link)
  expect(b.get().cursor).toBe(a.get().cursor)
})

test('a link may begin with a setting: its experiment is the first one', async () => {
  const session = createSession()
  expect(await session.address.follow('#view=compare&theme=dark')).toEqual([])
  expect(session.get()).toMatchObject({ name: 'store-and-ask', view: 'compare', theme: 'dark' })
})

test('a damaged address is told, and the rest of it is used', async () => {
  const session = createSession()
  const troubles = await session.address.follow('#by-hand@nowhere&notation=graves&theme=pink&x')
  expect(troubles.map(({ kind, details }) => [kind, ...details])).toEqual([
    ['place', 'nowhere'],
    ['setting', 'theme=pink', 'x'],
  ])
  expect(session.get()).toMatchObject({ name: 'by-hand', notation: 'graves', theme: 'light' })
  expect(await session.address.follow('#nothing')).toMatchObject([{ kind: 'name' }])
  expect(session.get().name).toBe('store-and-ask')
})

test('a link carries a cell of one’s own and several layers, as a document that is read again', async () => {
  const cell = { name: 'Mine', equations: 'h = tanh(W x + U h[t-1])' }
  const above = [{ cell: 'gru', hiddenSize: 2 }] as const
  const start = builtIn('by-hand')!
  for (const change of [{ cell }, { cell, above }]) {
    const a = createSession()
    a.change(reshaped(start, { model: change }, 1))
    const b = createSession()
    expect(await b.address.follow(await linkOf(a.get()))).toEqual([])
    expect(b.get().experiment).toEqual(a.get().experiment)
  }
})
