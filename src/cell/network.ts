/** A net as equations: the cell, the head and the loss of one timestep, and the backward pass derived from them. */
import { type Adjoint, adjoints } from '../algebra/adjoint.ts'
import { change, type Equation } from '../algebra/equation.ts'
import { type Expr, isApply, number, substitute, symbol, symbolsIn } from '../algebra/expression.ts'
import { besideCell, biasesOf, givenAt, symbolOf } from '../algebra/names.ts'
import { op, type Shape } from '../algebra/ops.ts'
import { parse, parseExpression } from '../algebra/parse.ts'
import { shapeOf } from '../algebra/shape.ts'
import { simplify } from '../algebra/simplify.ts'
import { attentionOver, attentionSymbols } from './attention.ts'
import { cellOf } from './cell-of.ts'
import { familyIds } from './library/index.ts'
import { givenText, hasGiven, head as headText, lossGiven, lossText, shareText } from './losses.ts'
import type { Loss, Model } from './model.ts'
import { placesOf } from './parameters.ts'
import { inLayers, owners, type Pass, scheduled, type TrackParts, withParts } from './passes.ts'
import { rolesOf } from './roles.ts'
import { headSymbols, type SymbolInfo } from './symbols.ts'
import { featuresLetter, joined, layersOf, shapeIn, type Track, tracksOf } from './tracks.ts'
import { isNumberOfWeight, updateNumbers } from './updates.ts'

/** A net as equations, with all that follows from them: its gradients, its states, its weights. */
export interface Network {
  /** the forward pass, one after the other; the backward pass goes through them from the last to the first, each against its order */
  readonly passes: readonly Pass[]
  /** the layers, bottom up, the direction along time first */
  readonly tracks: readonly TrackParts[]
  /** the equations of the layers, evaluated at every timestep, in this order */
  readonly cell: readonly Equation[]
  /** the equations of the attention over the timesteps; none where there is none */
  readonly attention: readonly Equation[]
  /** evaluated at the timesteps that have a loss: y, p, L */
  readonly head: readonly Equation[]
  /** what a timestep adds to the loss: w L or L */
  readonly share: Expr
  /** where every derivative begins: dL/dL_t, w or 1; and 1 at the loss whose gradients are given */
  readonly seeds: Readonly<Record<string, Expr>>
  /** in the order in which the backward pass evaluates them at a timestep */
  readonly adjoints: readonly Adjoint[]
  /** the symbols that are carried from one timestep to the next: h, C */
  readonly states: readonly string[]
  /** the weights, in reading order */
  readonly weights: readonly string[]
  /** the equation that writes a symbol; undefined for what is given */
  readonly equation: (name: string) => Equation | undefined
  /** shape, kind and idea of every symbol, the parts that have no name of their own included */
  readonly info: (name: string) => SymbolInfo
  /** the names of a timestep's share of the loss, of the number of outputs, of the learning rate */
  readonly constants: Constants
}

/** The equations of a model under a loss. `steps` is how many timesteps have a loss. */
export function network(model: Model, loss: Loss, steps: number): Network {
  const tracks = tracksOf(model)
  const constants = constantsOf(tracks.flatMap(({ cell }) => [...cell.shapes.keys()]))
  const known = knownOf(model, tracks, loss, constants)
  const { w, K } = constants
  // The constants of the loss step aside for what the author of a cell calls the same.
  const named = (text: string) => text.replace(/\bw\b/u, w).replace(/\bK\b/u, K)
  const features = featureOf(model, tracks)
  const read = (e: Expr) => substitute(e, (s) => (s.name === 'head.input' ? features.read : s))
  const head = change(parse(`${headText}\n${named(lossText(loss))}`, known), [], ['p', 'L'])
  const given = givenLossOf(tracks, loss, known)
  const share = parseExpression(named(shareText(loss, steps)), known)
  return assemble({
    tracks,
    ends: [...new Set([...features.ends, ...given.ends])].map(ended),
    attention: features.attention,
    head: [...head.map((eq): Equation => ({ ...eq, expr: read(eq.expr), when: 'loss' })), ...given.equations],
    share,
    known,
    constants,
  })
}

/** What a direction against time ends with: its value at the first timestep. */
const endOf = (name: string): string => `final.${name}`
const ended = (name: string): Pass => ({
  order: 'once',
  equations: [{ symbol: endOf(name), expr: symbol(name), silent: true, when: 'first', once: 'here' }],
})

/** The loss whose gradients are given, if any, and what it reads of directions against time. */
function givenLossOf(
  tracks: readonly Track[],
  { given = {} }: Loss,
  known: (name: string) => SymbolInfo | undefined,
): { readonly equations: readonly Equation[]; readonly ends: readonly string[] } {
  const names = Object.keys(given)
  if (names.length === 0) return { equations: [], ends: [] }
  const against = tracks.filter(({ reverse }) => reverse)
  const ends = names.filter((name) => against.some(({ h, states }) => name === h || states.includes(name)))
  const written = parseExpression(
    givenText(names, (name) => known(name)!.shape.length),
    known,
  )
  const expr = substitute(written, (s) => (ends.includes(s.name) ? symbol(endOf(s.name), null) : s))
  return { equations: [{ symbol: lossGiven, expr, silent: true, when: 'last' }], ends }
}

/** What the layer above would read, or the head: h of the last layer, or that of both directions. */
function featureOf(model: Model, tracks: readonly Track[]) {
  const top = tracks.filter(({ layer }) => layer === layersOf(model).length - 1)
  const all = joined(top)
  if (model.attention) {
    const name = 'attention.feature'
    const join: Pass = { order: 'along', equations: [{ symbol: name, expr: all, silent: true }] }
    const attention = top.length === 1 ? attentionOver(all) : [join, ...attentionOver(symbol(name))]
    return { read: symbol('context', null), attention, ends: [] }
  }
  // A direction against time has ended at the first timestep.
  const ends = top.flatMap(({ h, reverse }) => (model.readout === 'final' && reverse ? [h] : []))
  const read = substitute(all, (s) => (ends.includes(s.name) ? symbol(endOf(s.name), null) : s))
  return { read, attention: [], ends }
}

/** What a net is put together from. */
export interface NetworkParts {
  readonly tracks: readonly TrackParts[]
  /** what is read of directions against time where they end, and the attention: both stand between the layers and the head */
  readonly ends: readonly Pass[]
  readonly attention: readonly Pass[]
  readonly head: readonly Equation[]
  readonly share: Expr
  readonly known: (name: string) => SymbolInfo | undefined
  readonly constants: Constants
}

/** The names of the constants of a net. */
export interface Constants {
  readonly w: string
  readonly K: string
  readonly η: string
}

/** The names of the constants, beside those of a net's symbols: of a timestep's share of the loss, of the number of outputs, of the learning rate. */
export function constantsOf(taken: readonly string[]): Constants {
  const own = (name: string) => (taken.includes(name) ? besideCell(name) : name)
  return { w: own('w'), K: own('K'), η: own('η') }
}

/** What is known of every name of a net: the symbols of its layers, of the head and of the loss, their gradients, and updated weights. */
function knownOf(
  model: Model,
  tracks: readonly Track[],
  loss: Loss,
  { w, K, η }: Constants,
): (name: string) => SymbolInfo | undefined {
  const top = layersOf(model).length - 1
  const features = featuresLetter(layersOf(model)[top]!, top)
  const table = new Map<string, SymbolInfo>(headSymbols(loss.kind === 'cross-entropy', features))
  for (const name of [w, K, η])
    table.set(name, { shape: [], timed: name === w, kind: 'constant', idea: 'loss' })
  for (const name of updateNumbers)
    table.set(name, { shape: [], timed: false, kind: 'constant', idea: 'loss' })
  for (const track of tracks) {
    const { layer, reverse, cell, suffix } = track
    for (const [name, role] of rolesOf(cell)) {
      if (name === 'x') continue
      const shape = shapeIn(model, layer, cell.shapes.get(name)!)
      const timed = role.kind !== 'weight'
      table.set(name + suffix, { ...role, shape, timed, layer, reverse, base: name })
    }
    if (track.input) {
      const shape = shapeIn(model, layer, ['D'])
      table.set(track.x, { shape, timed: true, kind: 'input', idea: 'data', layer, base: 'x' })
    }
  }
  table.set('head.input', { shape: [features], timed: true, kind: 'part', idea: 'hidden' })
  table.set('x', { shape: ['D'], timed: true, kind: 'input', idea: 'data', layer: 0, base: 'x' })
  for (const name of Object.keys(loss.given ?? {}))
    table.set(givenAt(name), {
      shape: table.get(name)!.shape,
      timed: true,
      kind: 'constant',
      idea: 'loss',
      base: 'given',
    })
  if (hasGiven(loss)) table.set(lossGiven, { shape: [], timed: true, kind: 'part', idea: 'loss' })
  if (model.attention) for (const [name, info] of attentionSymbols(features)) table.set(name, info)
  // The two biases of a sum, where each is updated by itself.
  for (const [name, { tensors }] of placesOf(model))
    if (tensors.length > 1 && table.has(name))
      for (const bias of biasesOf(name)) table.set(bias, table.get(name)!)
  return (name) => table.get(symbolOf(name))
}

let others: ReadonlyMap<string, SymbolInfo> | undefined

/** A symbol of another cell of the library, which a text speaks of: the C of an LSTM beside an RNN. */
function elsewhere(name: string): SymbolInfo | undefined {
  others ??= new Map(
    familyIds.flatMap((id) => {
      const cell = cellOf({ cell: id })
      return [...rolesOf(cell)].map(([symbol, role]): [string, SymbolInfo] => [
        symbol,
        { ...role, shape: cell.shapes.get(symbol)!, timed: role.kind !== 'weight' },
      ])
    }),
  )
  return others.get(symbolOf(name))
}

/** Layers, attention and head as passes, with all that is derived from them. */
export function assemble({
  tracks,
  ends,
  attention,
  head: headAsWritten,
  share,
  known,
  constants,
}: NetworkParts): Network {
  const isTaken = (name: string) => known(name) !== undefined
  const written = scheduled(tracks, [...ends, ...attention], headAsWritten)
  const read = written.flatMap(({ equations }) => equations).flatMap((eq) => symbolsIn(eq.expr))
  const passes = withParts(written, isTaken)
  const all = passes.flatMap(({ equations }) => equations)
  const parts = new Map<string, SymbolInfo>()
  const info = (name: string): SymbolInfo => {
    const found = known(name) ?? parts.get(symbolOf(name)) ?? elsewhere(name)
    if (!found) throw new Error(`expected a known symbol, got "${name}"`)
    return isNumberOfWeight(name) ? { ...found, shape: [] } : found
  }
  const trackOf = owners(all, tracks)
  for (const eq of all.filter(({ symbol: name, silent }) => silent && !known(name))) {
    const shape: Shape = shapeOf(eq.expr, (name) => info(name).shape)
    const { idea } = info(symbolsIn(eq.expr)[0]!.name)
    const track = trackOf.get(eq.symbol)
    const place = track ? { layer: track.layer, reverse: track.reverse } : {}
    parts.set(eq.symbol, { shape, timed: !eq.once, kind: 'part', idea, ...place })
  }
  const bySymbol = new Map(all.map((eq) => [eq.symbol, eq]))
  const unique = (names: readonly string[]) => [...new Set(names)]
  const weights = unique(read.filter((s) => info(s.name).kind === 'weight').map((s) => s.name))
  const ofHead = ({ when }: Equation) => when === 'loss'
  const symbolsOf = (of: readonly Pass[]) => of.flatMap(({ equations }) => equations.map((eq) => eq.symbol))
  const inAttention = new Set(symbolsOf(attention))
  const ended = new Set(symbolsOf(ends))
  const seeds = seedsOf(all, seed(share))
  const found = adjoints(all, seeds, (name) => info(name).kind !== 'constant')
  return {
    passes,
    tracks,
    cell: all.filter((eq) => !ofHead(eq) && ![inAttention, ended].some((each) => each.has(eq.symbol))),
    attention: all.filter((eq) => inAttention.has(eq.symbol)),
    head: all.filter(ofHead),
    share,
    seeds,
    adjoints: inLayers(found, tracks, trackOf),
    states: tracks.flatMap(({ states }) => states),
    weights,
    equation: (name) => bySymbol.get(name),
    constants,
    info,
  }
}

/** Where derivatives begin, of the equations that are there. */
function seedsOf(equations: readonly Equation[], ofStep: Expr): Record<string, Expr> {
  const isGiven = equations.some((eq) => eq.symbol === lossGiven)
  return { L: ofStep, ...(isGiven ? { [lossGiven]: number(1) } : {}) }
}

/** dL/d(loss of one step): the total loss is Σ share, so this is what is left of the share when L is pulled out of it. */
function seed(share: Expr): Expr {
  if (isApply(share, 'add')) return seed(share.args[0]!)
  if (share.kind === 'symbol') return number(1)
  if (!isApply(share, 'scale')) throw new Error('expected the share of a timestep to be w L or L')
  return simplify(op('scale').pull(number(1), share.args, share)[1]!)
}
