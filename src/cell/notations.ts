/**
 * Three ways to write the same symbols: the notes' (as colah and most Chinese texts), PyTorch's, and Graves'.
 * A notation changes what people read, never a name or a number.
 */
import { greek } from '../algebra/greek.ts'
import type { Letter, Notation } from '../algebra/typeset.ts'
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

const plain: Letters = {
  x: { base: 'x' },
  target: { base: '\\mathrm{target}' },
  h: { base: 'h' },
  C: { base: 'C' },
  f: { base: 'f' },
  i: { base: 'i' },
  o: { base: 'o' },
  r: { base: 'r' },
  z: { base: 'z' },
  y: { base: 'y' },
  p: { base: 'p' },
  L: { base: 'L' },
  w: { base: 'w' },
  K: { base: 'K' },
  η: { base: '\\eta' },
  'head.weight': { base: 'W', sub: 'y' },
  'head.bias': { base: 'b', sub: 'y' },
}

/** Note B writes an RNN as S_t = φ(U x_t + W S_{t−1} + b), O_t = V S_t. */
const noteB: Letters = {
  h: { base: 'S' },
  y: { base: 'O' },
  W: { base: 'U' },
  U: { base: 'W' },
  'head.weight': { base: 'V' },
  'head.bias': { base: 'b', sub: 'O' },
}

const notes: Rules = {
  time: 'subscript',
  index: { f: 'f', i: 'i', g: 'C', o: 'o', r: 'r', z: 'z', n: 'h', '': '' },
  gate: (q) => ({
    a: { base: 'a', sub: q },
    W: { base: 'W', sub: q },
    U: { base: 'U', sub: q },
    b: { base: 'b', sub: q },
    c: { base: 'c', sub: q },
    peephole: { base: 'p', sub: q },
    joined: { base: 'W', sub: q },
    halves: [
      { base: 'W', sub: `${q}x` },
      { base: 'W', sub: `${q}h` },
    ],
  }),
  letters: (cell) => ({
    ...plain,
    g: { base: '\\tilde{C}' },
    n: { base: '\\tilde{h}' },
    ...(cell === 'rnn' ? noteB : {}),
  }),
  adjoints: {},
}

const pytorch: Rules = {
  time: 'subscript',
  index: { f: 'f', i: 'i', g: 'g', o: 'o', r: 'r', z: 'z', n: 'n', '': 'h' },
  gate: (q) => ({
    a: { base: 'a', sub: q },
    W: { base: 'W', sub: `i${q}` },
    U: { base: 'W', sub: `h${q}` },
    b: { base: `b_{i${q}} + b_{h${q}}`, sum: true },
    c: { base: 'b', sub: `h${q}` },
    peephole: { base: 'p', sub: q },
    joined: { base: 'W', sub: q },
    halves: [
      { base: 'W', sub: `i${q}` },
      { base: 'W', sub: `h${q}` },
    ],
  }),
  letters: () => ({ ...plain, C: { base: 'c' }, g: { base: 'g' }, n: { base: 'n' } }),
  adjoints: {},
}

const graves: Rules = {
  time: 'superscript',
  index: { f: '\\phi', i: '\\iota', g: 'c', o: '\\omega', r: 'r', z: 'z', n: 'n', '': 'h' },
  gate: (q) => ({
    a: { base: 'a', sub: q },
    W: { base: 'w', sub: `i${q}` },
    U: { base: 'w', sub: `h${q}` },
    b: { base: 'w', sub: `0${q}` },
    c: { base: 'v', sub: `0${q}` },
    peephole: { base: 'w', sub: `c${q}` },
    joined: { base: 'w', sub: q },
    halves: [
      { base: 'w', sub: `i${q}` },
      { base: 'w', sub: `h${q}` },
    ],
  }),
  letters: (cell) => ({
    ...plain,
    h: { base: 'b', sub: cell === 'lstm' ? 'c' : 'h' },
    C: { base: 's', sub: 'c' },
    f: { base: 'b', sub: '\\phi' },
    i: { base: 'b', sub: '\\iota' },
    o: { base: 'b', sub: '\\omega' },
    g: { base: 'g', sub: 'c' },
    r: { base: 'b', sub: 'r' },
    z: { base: 'b', sub: 'z' },
    n: { base: 'b', sub: 'n' },
    y: { base: 'a', sub: 'k' },
    p: { base: 'y', sub: 'k' },
    target: { base: 'z', sub: 'k' },
    'head.weight': { base: 'w', sub: cell === 'lstm' ? 'ck' : 'hk' },
    'head.bias': { base: 'w', sub: '0k' },
  }),
  adjoints: {
    h: { base: '\\epsilon', sub: 'c' },
    C: { base: '\\epsilon', sub: 's' },
    y: { base: '\\delta', sub: 'k' },
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

/** The commands of Greek letters, by the letter. */
const commands: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(greek).map(([command, letter]) => [letter, `\\${command}`]),
)

/** A name as a letter with its index: a_f as a with f below, γ as \gamma, key as one upright word. */
export function letterOf(name: string): Letter {
  const [head = name, ...rest] = name.split('_')
  const index = rest.join('_')
  return { base: wordOf(head), ...(index === '' ? {} : { sub: wordOf(index) }) }
}

function wordOf(word: string): string {
  const letters = [...word]
  if (letters.length === 1) return commands[word] ?? (/^[A-Za-z0-9]$/.test(word) ? word : `\\text{${word}}`)
  if (/^[A-Za-z0-9]+$/.test(word)) return `\\mathrm{${word}}`
  return letters
    .map(
      (letter) =>
        commands[letter] ??
        (letter === '_' ? '\\_' : /[A-Za-z0-9]/.test(letter) ? `\\mathrm{${letter}}` : `\\text{${letter}}`),
    )
    .join('')
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
    if (q === 'n' && model.resetAfter && own.b.sum) table[name('b')] = { base: own.b.base.split(' + ')[0]! }
    table[name('peephole')] ??= own.peephole
    half[name('W')] = own.halves[0]
    half[name('U')] = own.halves[1]
    joined[name('W')] = { recurrent: name('U'), letter: own.joined }
    delta[name('a')] = { base: '\\delta', ...(own.a.sub ? { sub: own.a.sub } : {}) }
  }
  return {
    time,
    letter: (symbol) => table[symbol] ?? { base: `\\mathrm{${symbol.replace(/[^A-Za-z0-9]/g, '')}}` },
    adjointLetter: (symbol) => delta[symbol],
    joined: (W) => (model.cell === 'rnn' && id === 'notes' ? undefined : joined[W]),
    half: (symbol) => (model.cell === 'rnn' && id === 'notes' ? undefined : half[symbol]),
  }
}
