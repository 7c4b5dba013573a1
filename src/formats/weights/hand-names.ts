/** The names that people give the weights of nets that they write by hand, whatever their case and underscores. */
import type { Stored, Tensors } from '../read/stored.ts'

export type Named = readonly [name: string, tensor: Stored]

/** Reads what is named by one of several names. */
export class Cupboard {
  private readonly byName = new Map<string, Named>()
  readonly used = new Set<string>()
  constructor(tensors: Tensors) {
    for (const [name, tensor] of tensors) {
      const short = shortName(name)
      if (!this.byName.has(short)) this.byName.set(short, [name, tensor])
    }
  }
  has(names: readonly string[]): boolean {
    return names.some((name) => this.byName.has(name))
  }
  /** What is there by one of these names. */
  see(names: readonly string[]): Named | undefined {
    const name = names.find((each) => this.byName.has(each))
    return name === undefined ? undefined : this.byName.get(name)
  }
  take(names: readonly string[]): Named | undefined {
    const named = this.see(names)
    if (named) this.used.add(named[0])
    return named
  }
}

/** Wxi for cell.W_xi and for cell.W_xi.weight; what is W_xi.bias is the bias bxi, and so is that of another layer called by its gate. */
function shortName(name: string): string {
  const path = name.split(/[./]/)
  const plain = (of: string) => of.replaceAll('_', '').toLowerCase()
  const last = plain(path.at(-1)!)
  const layer = plain(path.at(-2) ?? '')
  if (last === 'weight' && layer !== '') return layer
  if (last !== 'bias' || layer === '') return last
  const gate = inputGate.exec(layer)
  if (gate) return `b${gate[1] ?? gate[2]}`
  if (allWords.has(layer)) return `b${layer}`
  const state = /^[ur]([ifgoczrn])$|^wh([ifgoczrn])$|^w([ifgoczrn])h$/.exec(layer)
  return state ? `bh${state[1] ?? state[2] ?? state[3]}` : `${layer}bias`
}

const inputGate = /^w(?:[xi]([ifgoczrnh])|([ifgoczrn])x?)$/
/** Words for a gate over what is joined: forget_gate, gate_f. */
const words = {
  i: ['inputgate', 'ingate', 'igate', 'gatei'],
  f: ['forgetgate', 'fgate', 'gatef'],
  g: ['cellgate', 'candidategate', 'candidate', 'cgate', 'ggate', 'gategate', 'gateg', 'gatec', 'newgate'],
  o: ['outputgate', 'outgate', 'ogate', 'gateo'],
  r: ['resetgate', 'rgate', 'gater'],
  z: ['updategate', 'zgate', 'gatez'],
  n: ['newgate', 'candidategate', 'candidate', 'ngate', 'hgate', 'gaten', 'hiddengate'],
} as const
const allWords = new Set<string>(Object.values(words).flat())

export const gates = { lstm: ['i', 'f', 'g', 'o'], gru: ['r', 'z', 'n'] } as const
type Gate = keyof typeof words

/** What people call a gate. */
const called: Readonly<Record<Gate, readonly string[]>> = {
  i: ['i', 'u'],
  f: ['f'],
  g: ['g', 'c', 'a', 'ctilde', 'cc'],
  o: ['o'],
  r: ['r'],
  z: ['z', 'u'],
  n: ['n', 'h', 'hh'],
}
export const inputNames = (q: Gate): readonly string[] => [
  ...called[q].flatMap((c) => [`wx${c}`, `wi${c}`, `w${c}x`, `w${c}`]),
  ...words[q],
]
export const stateNames = (q: Gate): readonly string[] =>
  called[q].flatMap((c) => [`wh${c}`, `w${c}h`, `u${c}`, `uh${c}`, `r${c}`])
export const biasNames = (q: Gate): readonly string[] => [
  ...called[q].flatMap((c) => [`b${c}`, `bi${c}`, `bias${c}`]),
  ...words[q].map((word) => `b${word}`),
]
/** A second bias, beside that of the input. */
export const otherBiasNames = (q: Gate): readonly string[] => called[q].map((c) => `bh${c}`)

export const headNames = ['why', 'wya', 'wy', 'whq', 'v', 'wout', 'wvocab', 'waffine']
export const headBiasNames = [
  'by',
  'bq',
  'bout',
  'bvocab',
  'c',
  'whybias',
  'wyabias',
  'wybias',
  'whqbias',
  'vbias',
  'woutbias',
]
export const plainNames = {
  W: ['wxh', 'wax', 'win', 'wx'],
  U: ['whh', 'waa', 'wrec', 'wh'],
  b: ['bh', 'ba', 'bhh', 'b', 'bias', 'wxhbias', 'waxbias', 'wxbias'],
  c: ['whhbias', 'waabias', 'whbias'],
} as const
