/** What the gallery shows of the stage and the views: a link, and where wanted other sizes than those of its experiment. */

import { nameGroups } from '../../app/state/experiments.ts'
import type { Change } from '../../src/index.ts'

export interface Scene {
  readonly name: string
  /** absent: the view of the link */
  readonly dialog?: 'model' | 'own cell' | 'take along'
  /** as it stands in the address bar, without language and theme */
  readonly link: string
  readonly change?: Change
}

const classic = nameGroups.find(({ id }) => id === 'classic')!.names
const cells = nameGroups.find(({ id }) => id === 'cells')!.names

/** The drawing of each cell that ships, forward and backward, with its own units and with one, six and forty. */
const drawings: readonly Scene[] = [
  ...[...classic, ...cells].flatMap((name) =>
    ['f2.h', 'b2.h'].map((place) => ({
      name: `drawing ${name} ${place}`,
      link: `#${name}@${place}&panel=cell`,
    })),
  ),
  ...['store-and-ask', 'peephole', 'store-and-ask-gru', 'store-and-ask-rnn'].flatMap((name) =>
    [1, 6, 40].map((hiddenSize) => ({
      name: `drawing ${name} of ${hiddenSize}`,
      link: `#${name}@b2.h&panel=cell`,
      change: { model: { hiddenSize } },
    })),
  ),
]

const strips: readonly Scene[] = [
  ...['store-and-ask', 'weather', 'store-and-ask-rnn', 'mlstm', 'slstm'].flatMap((name) =>
    ['f1.h', 'l', 'b2.h'].map((place) => ({
      name: `strip ${name} ${place}`,
      link: `#${name}@${place}&panel=strip`,
    })),
  ),
  ...[1, 30, 100].map((steps) => ({
    name: `strip of ${steps} timesteps`,
    link: '#store-and-ask@b1.h&panel=strip',
    change: { steps },
  })),
]

const equations: readonly Scene[] = [
  ...['slot-filling-arrive', 'peephole', 'store-and-ask-gru', 'store-and-ask-rnn', 'weather'].flatMap(
    (name) =>
      ['f2.h', 'l', 'b2.h', 'b1.x'].map((place) => ({
        name: `equation ${name} ${place}`,
        link: `#${name}@${place}&panel=equation`,
      })),
  ),
  ...['mlstm', 'slstm', 'gated-deltanet', 'rotation'].map((name) => ({
    name: `equation ${name} b2.h`,
    link: `#${name}@b2.h&panel=equation`,
  })),
  { name: 'equation with a root', link: '#gated-deltanet@f1.k&panel=equation' },
  { name: 'equation between bars', link: '#mlstm@b2.n&panel=equation' },
  { name: 'equation update', link: '#slot-filling-arrive@u.W_f&panel=equation' },
  { name: 'equation covered', link: '#slot-filling-arrive@f2.f&panel=equation&cover=1' },
  {
    name: 'equation of 40 units',
    link: '#slot-filling-arrive@f2.C&panel=equation',
    change: { model: { hiddenSize: 40 } },
  },
]

/** Attention over few and many timesteps, over one direction and both. */
const attentions: readonly Scene[] = [
  ...['f2.e', 'f3.context', 'b2.e', 'b3.attention.q'].map((place) => ({
    name: `attention ${place}`,
    link: `#slot-filling-arrive@${place}&panel=cell`,
    change: { model: { attention: { size: 3 } }, steps: 3 },
  })),
  ...['f4.context', 'b1.e'].map((place) => ({
    name: `attention of both directions ${place}`,
    link: `#store-and-ask@${place}&panel=cell`,
    change: { model: { attention: { size: 2 }, direction: 'both' as const }, steps: 4 },
  })),
  ...[2, 60].map((steps) => ({
    name: `attention over ${steps} timesteps`,
    link: `#store-and-ask-gru@f${steps}.context&panel=cell`,
    change: { model: { attention: { size: 3 } }, steps },
  })),
]

const lstm = { cell: 'lstm', hiddenSize: 2 } as const
const both = { ...lstm, direction: 'both' } as const
const mgu = {
  cell: {
    name: 'MGU',
    equations: `a_f = W_f x + U_f h[t-1] + b_f
f = σ(a_f)
a_g = W_g x + U_g (f ⊙ h[t-1]) + b_g
g = tanh(a_g)
h = (1 - f) ⊙ h[t-1] + f ⊙ g`,
  },
  hiddenSize: 2,
} as const

/** Nets of layers, by what they are: two layers, both directions, a cell of the library between. */
const nets = {
  'two layers': { ...lstm, above: [lstm] },
  'both directions': { ...both, above: [both] },
  'a layer of MGU': { ...lstm, above: [mgu, lstm] },
} as const

/** Each layer of them in both passes, in the panel alone and beside the others. */
const layers: readonly Scene[] = Object.entries(nets).flatMap(([name, model]) =>
  ['f2.h', 'b2.h', 'b2.h_l1'].flatMap((place) =>
    (['all', 'cell', 'equation'] as const).map((panel) => ({
      name: `net of ${name}, ${place}, ${panel}`,
      link: `#slot-filling-arrive@${place}&panel=${panel}`,
      change: { model, steps: 4 },
    })),
  ),
)

export const stages: readonly Scene[] = [...layers, ...drawings, ...strips, ...equations, ...attentions]

/** The views that need no worker to be whole. */
export const views: readonly Scene[] = [
  { name: 'derive', link: '#slot-filling-arrive@b2.C&view=derive&of=d:U_f[1,2]' },
  { name: 'derive matrix', link: '#peephole@b2.C&view=derive&of=d:C@2[0]&form=matrix' },
  { name: 'routes', link: '#slot-filling-arrive@l&view=routes&unit=1&k=2' },
  { name: 'routes gru', link: '#store-and-ask-gru@l&view=routes&without=z' },
  { name: 'slips', link: '#slot-filling-arrive@f1.f&view=slips' },
  { name: 'questions', link: '#sine@l&view=questions&question=parameters' },
  { name: 'path', link: '#sine@l&view=path&station=input' },
  { name: 'questions beside', link: '#sine@l&view=questions&question=directions' },
]

/** What stands in a dialog, whose frame the platform draws. */
export const dialogs: readonly Scene[] = [
  { name: 'dialog model', link: '#slot-filling-arrive@f1.f', dialog: 'model' },
  {
    name: 'dialog model of attention',
    link: '#store-and-ask@f1.f',
    dialog: 'model',
    change: { model: { attention: { size: 2 }, direction: 'both' as const } },
  },
  { name: 'dialog model of a typed cell', link: '#mgu@f1.f', dialog: 'model' },
  { name: 'dialog own cell', link: '#mgu@f1.f', dialog: 'own cell' },
  { name: 'dialog own cell, of matrices', link: '#mlstm@f1.C', dialog: 'own cell' },
  { name: 'dialog take along', link: '#weather@b2.C', dialog: 'take along' },
]
