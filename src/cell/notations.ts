/**
 * Three ways to write the same symbols: the notes' (as colah and most Chinese texts), PyTorch's, and Graves'.
 * A notation changes what people read, never a name or a number.
 */

import { constantOf, ofGiven, writtenName } from '../algebra/names.ts'
import type { IndexedLetter, Notation } from '../algebra/typeset.ts'
import { isGreek } from '../print/greek.ts'
import { count } from '../print/number.ts'
import { letter, row, script, type Tree } from '../print/tree.ts'
import { storedOf } from './cell-of.ts'
import type { NotationId, WrittenLetter } from './library/family.ts'
import { type FamilyId, families, familyIds } from './library/index.ts'
import type { Model } from './model.ts'

export type { NotationId } from './library/family.ts'

type Letters = Readonly<Record<string, IndexedLetter>>

interface Rules {
  readonly time: Notation['time']
  /** weights, biases and pre-activation of the gate with this index */
  readonly gate: (q: string) => {
    a: IndexedLetter
    W: IndexedLetter
    U: IndexedLetter
    b: IndexedLetter
    c: IndexedLetter
    peephole: IndexedLetter
    joined: IndexedLetter
    halves: [IndexedLetter, IndexedLetter]
  }
  /** the symbols of the net around a cell; those of a cell stand with it (see library/family.ts) */
  readonly letters: Letters
  readonly adjoints: Letters
}

const upright = (word: string): Tree => letter(word, 'upright')
const tilde = (text: string): Tree => ({ kind: 'accent', mark: 'tilde', base: letter(text) })

/** Each letter of a text for itself; figures are numbers. */
const spelled = (text: string): Tree =>
  row(...[...text].map((each) => (/\d/.test(each) ? count(each) : letter(each))))

/** A letter by its index. */
const by = (base: string, sub = ''): IndexedLetter =>
  sub === '' ? { base: letter(base) } : { base: letter(base), sub: spelled(sub) }

const plain: Letters = {
  x: by('x'),
  target: { base: upright('target') },
  h: by('h'),
  y: by('y'),
  p: by('p'),
  L: by('L'),
  w: by('w'),
  K: by('K'),
  η: by('η'),
  'head.weight': by('W', 'y'),
  'head.bias': by('b', 'y'),
}

const notes: Rules = {
  time: 'subscript',
  gate: (q) => ({
    a: by('a', q),
    W: by('W', q),
    U: by('U', q),
    b: by('b', q),
    c: by('c', q),
    peephole: by('p', q),
    joined: by('W', q),
    halves: [by('W', `${q}x`), by('W', `${q}h`)],
  }),
  letters: plain,
  adjoints: {},
}

const pytorch: Rules = {
  time: 'subscript',
  gate: (q) => ({
    a: by('a', q),
    W: by('W', `i${q}`),
    U: by('W', `h${q}`),
    b: { ...by('b', `i${q}`), or: by('b', `h${q}`) },
    c: by('b', `h${q}`),
    peephole: by('p', q),
    joined: by('W', q),
    halves: [by('W', `i${q}`), by('W', `h${q}`)],
  }),
  letters: plain,
  adjoints: {},
}

const graves: Rules = {
  time: 'superscript',
  gate: (q) => ({
    a: by('a', q),
    W: by('w', `i${q}`),
    U: by('w', `h${q}`),
    b: by('w', `0${q}`),
    c: by('v', `0${q}`),
    peephole: by('w', `c${q}`),
    joined: by('w', q),
    halves: [by('w', `i${q}`), by('w', `h${q}`)],
  }),
  letters: {
    ...plain,
    h: by('b', 'h'),
    y: by('a', 'k'),
    p: by('y', 'k'),
    target: by('z', 'k'),
    'head.weight': by('w', 'hk'),
    'head.bias': by('w', '0k'),
  },
  adjoints: {
    h: by('ϵ', 'c'),
    y: by('δ', 'k'),
  },
}

const rules: Readonly<Record<NotationId, Rules>> = { notes, pytorch, graves }

/** The notations, in the order in which they are offered. */
export const notationIds = Object.keys(rules) as NotationId[]

const made = new Map<string, Notation>()

/** A notation for a cell. `alone`: are the letters those that the cell has where no other cell stands beside it? */
export function notationOf(
  id: NotationId,
  model: Pick<Model, 'cell' | 'resetAfter'>,
  alone = true,
): Notation {
  if (typeof model.cell !== 'string') return ownNotation(id)
  const key = `${id} ${model.cell} ${model.resetAfter} ${alone}`
  const found = made.get(key) ?? notation(id, model, alone)
  made.set(key, found)
  return found
}

/** The entry of a table under a name. A symbol may be called constructor, which every object inherits, so only own keys count. */
const ownOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** The letters of a cell that somebody wrote: the author's own. A notation says where the timestep stands and how gradients are written. */
function ownNotation(id: NotationId): Notation {
  const found = made.get(id)
  if (found) return found
  const { time, letters } = rules[id]
  const ofNet: Letters = Object.fromEntries(
    Object.entries(letters).filter(([name]) => headNames.includes(name)),
  )
  const own: Notation = {
    time,
    letter: (symbol) =>
      givenLetter(symbol, own.letter) ?? ownOf(ofNet, constantOf(symbol)) ?? letterOf(symbol),
    adjointLetter: () => undefined,
    joined: () => undefined,
    half: () => undefined,
  }
  made.set(id, own)
  return own
}

/** A gradient that is given at a symbol: that word, with the symbol's letter as its index. */
export function givenLetter(
  name: string,
  letter: (name: string) => IndexedLetter,
): IndexedLetter | undefined {
  const at = ofGiven(name)
  if (at === undefined) return undefined
  const of = letter(at)
  return { ...of, base: upright('given'), sub: of.base }
}

/** What the net around a cell has: these letters are the notation's. */
const headNames = ['x', 'y', 'p', 'L', 'target', 'η', 'head.weight', 'head.bias']

/** A name as a letter with its index: a_f as a with f below, γ as γ, key as one upright word. */
export function letterOf(name: string): IndexedLetter {
  const { letter: base, low } = writtenName(name)
  return { base: wordOf(base), ...(low === '' ? {} : { sub: wordOf(low) }) }
}

/** A word: one letter as it is, several of the alphabet upright as one, others letter by letter. */
function wordOf(word: string): Tree {
  const all = [...word]
  if (all.length > 1 && /^[A-Za-z0-9]+$/.test(word)) return upright(word)
  const one = (each: string): Tree => {
    if (isGreek(each) || each === '_') return letter(each)
    if (!/[A-Za-z0-9]/.test(each)) return letter(each, 'text')
    if (all.length > 1) return upright(each)
    return /\d/.test(each) ? count(each) : letter(each)
  }
  return row(...all.map(one))
}

const lettersOf = (written: Readonly<Record<string, WrittenLetter>> = {}): Letters =>
  Object.fromEntries(
    Object.entries(written).map(([name, { base, sub, accent }]) => [
      name,
      accent ? { base: tilde(base) } : by(base, sub),
    ]),
  )

function notation(id: NotationId, model: Pick<Model, 'cell' | 'resetAfter'>, alone: boolean): Notation {
  const { time, gate, letters, adjoints } = rules[id]
  const all = familyIds.map((each) => families[each].letters[id])
  const mine = families[model.cell as FamilyId].letters[id]
  // A text may speak of another cell's symbols: the C of an LSTM beside an RNN.
  const table: Record<string, IndexedLetter> = Object.assign(
    {},
    letters,
    ...all.map((each) => lettersOf(each.letters)),
    lettersOf(mine.letters),
    lettersOf(alone ? mine.alone : {}),
  )
  const apartAlone = alone && mine.apart
  const half: Record<string, IndexedLetter> = {}
  const joined: Record<string, { recurrent: string; letter: IndexedLetter }> = {}
  const delta: Record<string, IndexedLetter> = Object.assign(
    {},
    adjoints,
    ...all.map((each) => lettersOf(each.adjoints)),
  )
  const apart = storedOf(model)?.apart
  for (const [q, index] of all.flatMap((each) => Object.entries(each.index))) {
    const name = (letter: string) => (q === '' ? letter : `${letter}_${q}`)
    const own = gate(index)
    for (const kind of ['a', 'W', 'U', 'b', 'c'] as const) table[name(kind)] ??= own[kind]
    // PyTorch's two biases are one sum, except where a gate stands between them.
    if (q === apart && own.b.or) table[name('b')] = { base: script(own.b.base, own.b.sub) }
    table[name('peephole')] ??= own.peephole
    half[name('W')] = own.halves[0]
    half[name('U')] = own.halves[1]
    joined[name('W')] = { recurrent: name('U'), letter: own.joined }
    delta[name('a')] = { ...own.a, base: letter('δ') }
  }
  const letterOfNet = (symbol: string): IndexedLetter =>
    givenLetter(symbol, letterOfNet) ??
    ownOf(table, symbol) ?? { base: upright(symbol.replace(/[^A-Za-z0-9]/g, '')) }
  return {
    time,
    letter: letterOfNet,
    adjointLetter: (symbol) => ownOf(delta, symbol),
    joined: (W) => (apartAlone ? undefined : ownOf(joined, W)),
    half: (symbol) => (apartAlone ? undefined : ownOf(half, symbol)),
  }
}
