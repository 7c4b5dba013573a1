/**
 * Three ways to write the same symbols: the notes' (as colah and most Chinese texts), PyTorch's, and Graves'.
 * A notation changes what people read, never a name or a number.
 */

import type { Letter, Notation } from '../algebra/typeset.ts'
import { isGreek } from '../print/greek.ts'
import { count } from '../print/number.ts'
import { letter, row, script, type Tree } from '../print/tree.ts'
import type { Model } from './model.ts'

export type NotationId = 'notes' | 'pytorch' | 'graves'

type Letters = Readonly<Record<string, Letter>>

interface Rules {
  readonly time: Notation['time']
  /** the index that a gate has in the names of its weights and its pre-activation */
  readonly index: Readonly<Record<string, string>>
  /** weights, biases and pre-activation of the gate with this index */
  readonly gate: (q: string) => {
    a: Letter
    W: Letter
    U: Letter
    b: Letter
    c: Letter
    peephole: Letter
    joined: Letter
    halves: [Letter, Letter]
  }
  /** every other symbol, by cell where cells differ */
  readonly letters: (cell: string) => Letters
  readonly adjoints: Letters
}

const upright = (word: string): Tree => letter(word, 'upright')
const tilde = (text: string): Tree => ({ kind: 'accent', mark: 'tilde', base: letter(text) })

/** Each letter of a text for itself; figures are numbers. */
const spelled = (text: string): Tree =>
  row(...[...text].map((each) => (/\d/.test(each) ? count(each) : letter(each))))

/** A letter by its index. */
const by = (base: string, sub = ''): Letter =>
  sub === '' ? { base: letter(base) } : { base: letter(base), sub: spelled(sub) }

const plain: Letters = {
  x: by('x'),
  target: { base: upright('target') },
  h: by('h'),
  C: by('C'),
  f: by('f'),
  i: by('i'),
  o: by('o'),
  r: by('r'),
  z: by('z'),
  y: by('y'),
  p: by('p'),
  L: by('L'),
  w: by('w'),
  K: by('K'),
  η: by('η'),
  'head.weight': by('W', 'y'),
  'head.bias': by('b', 'y'),
}

/** Note B writes an RNN as S_t = φ(U x_t + W S_{t−1} + b), O_t = V S_t. */
const noteB: Letters = {
  h: by('S'),
  y: by('O'),
  W: by('U'),
  U: by('W'),
  'head.weight': by('V'),
  'head.bias': by('b', 'O'),
}

const notes: Rules = {
  time: 'subscript',
  index: { f: 'f', i: 'i', g: 'C', o: 'o', r: 'r', z: 'z', n: 'h', '': '' },
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
  letters: (cell) => ({
    ...plain,
    g: { base: tilde('C') },
    n: { base: tilde('h') },
    ...(cell === 'rnn' ? noteB : {}),
  }),
  adjoints: {},
}

const pytorch: Rules = {
  time: 'subscript',
  index: { f: 'f', i: 'i', g: 'g', o: 'o', r: 'r', z: 'z', n: 'n', '': 'h' },
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
  letters: () => ({ ...plain, C: by('c'), g: by('g'), n: by('n') }),
  adjoints: {},
}

const graves: Rules = {
  time: 'superscript',
  index: { f: 'ϕ', i: 'ι', g: 'c', o: 'ω', r: 'r', z: 'z', n: 'n', '': 'h' },
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
  letters: (cell) => ({
    ...plain,
    h: by('b', cell === 'lstm' ? 'c' : 'h'),
    C: by('s', 'c'),
    f: by('b', 'ϕ'),
    i: by('b', 'ι'),
    o: by('b', 'ω'),
    g: by('g', 'c'),
    r: by('b', 'r'),
    z: by('b', 'z'),
    n: by('b', 'n'),
    y: by('a', 'k'),
    p: by('y', 'k'),
    target: by('z', 'k'),
    'head.weight': by('w', cell === 'lstm' ? 'ck' : 'hk'),
    'head.bias': by('w', '0k'),
  }),
  adjoints: {
    h: by('ϵ', 'c'),
    C: by('ϵ', 's'),
    y: by('δ', 'k'),
  },
}

const rules: Readonly<Record<NotationId, Rules>> = { notes, pytorch, graves }

export const notationIds = Object.keys(rules) as NotationId[]

const made = new Map<string, Notation>()

/** A notation for a cell. */
export function notationOf(id: NotationId, model: Pick<Model, 'cell' | 'resetAfter'>): Notation {
  if (typeof model.cell !== 'string') return ownNotation(id)
  const key = `${id} ${model.cell} ${model.resetAfter}`
  const found = made.get(key) ?? notation(id, model)
  made.set(key, found)
  return found
}

/** The letters of a cell that somebody wrote: the author's own. A notation says where the timestep stands and how gradients are written. */
function ownNotation(id: NotationId): Notation {
  const found = made.get(id)
  if (found) return found
  const { time, letters } = rules[id]
  const ofNet: Letters = Object.fromEntries(
    Object.entries(letters('gru')).filter(([name]) => headNames.includes(name)),
  )
  const own: Notation = {
    time,
    letter: (symbol) => ofNet[symbol.replace(/^loss\./, '')] ?? letterOf(symbol),
    adjointLetter: () => undefined,
    joined: () => undefined,
    half: () => undefined,
  }
  made.set(id, own)
  return own
}

/** What the net around a cell has: these letters are the notation's. */
const headNames = ['x', 'y', 'p', 'L', 'target', 'η', 'head.weight', 'head.bias']

/** A name as a letter with its index: a_f as a with f below, γ as γ, key as one upright word. */
export function letterOf(name: string): Letter {
  const [head = name, ...rest] = name.split('_')
  const sub = rest.join('_')
  return { base: wordOf(head), ...(sub === '' ? {} : { sub: wordOf(sub) }) }
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

function notation(id: NotationId, model: Pick<Model, 'cell' | 'resetAfter'>): Notation {
  const { time, index, gate, letters, adjoints } = rules[id]
  const table: Record<string, Letter> = { ...letters(String(model.cell)) }
  const half: Record<string, Letter> = {}
  const joined: Record<string, { recurrent: string; letter: Letter }> = {}
  const delta: Record<string, Letter> = { ...adjoints }
  for (const q of Object.keys(index)) {
    const name = (letter: string) => (q === '' ? letter : `${letter}_${q}`)
    const own = gate(index[q]!)
    for (const kind of ['a', 'W', 'U', 'b', 'c'] as const) table[name(kind)] ??= own[kind]
    // PyTorch's two biases are one sum, except where r stands between them.
    if (q === 'n' && model.resetAfter && own.b.or) table[name('b')] = { base: script(own.b.base, own.b.sub) }
    table[name('peephole')] ??= own.peephole
    half[name('W')] = own.halves[0]
    half[name('U')] = own.halves[1]
    joined[name('W')] = { recurrent: name('U'), letter: own.joined }
    delta[name('a')] = { ...own.a, base: letter('δ') }
  }
  return {
    time,
    letter: (symbol) => table[symbol] ?? { base: upright(symbol.replace(/[^A-Za-z0-9]/g, '')) },
    adjointLetter: (symbol) => delta[symbol],
    joined: (W) => (model.cell === 'rnn' && id === 'notes' ? undefined : joined[W]),
    half: (symbol) => (model.cell === 'rnn' && id === 'notes' ? undefined : half[symbol]),
  }
}
