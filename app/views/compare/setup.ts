/** What the address says about this view. Values that are damaged are told, and the usual ones taken. */
import { type Experiment, presets } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'
import type { Param } from '../../state/views.ts'
import type { Words } from '../../words/words.ts'
import { type Entry, entryOf, mostModels } from './models.ts'
import type { Texts } from './texts.ts'

export const inputSize = 8

export interface Setup {
  readonly models: readonly Entry[]
  readonly hidden: number
  readonly steps: number
  readonly draws: number
  readonly seed: number
  readonly scale: number
  readonly log: boolean
  readonly against: 'lag' | 't'
  readonly state: 'both' | 'h' | 'C'
  readonly path: boolean
  readonly gates: boolean
  /** the lag of the crosshair */
  readonly at: number
  /** the model that is looked at closely: its place in the list */
  readonly pick: number
  /** the norm that gradients are clipped to; null where they are not */
  readonly clip: number | null
  /** two models that are stepped side by side */
  readonly pair: Couple | null
  readonly troubles: readonly string[]
}

/** Two models, their places in the list, at a timestep of the forward pass; null: on the way back, at the lag of the crosshair. */
export interface Couple {
  readonly models: readonly [number, number]
  readonly forward: number | null
}

export type Key =
  | 'models'
  | 'hidden'
  | 'steps'
  | 'draws'
  | 'seed'
  | 'scale'
  | 'axis'
  | 'against'
  | 'state'
  | 'extra'
  | 'at'
  | 'pick'
  | 'clip'
  | 'pair'

export const usual = { hidden: 64, steps: 100, draws: 20, seed: 1, scale: 1 } as const
export const ranges = {
  hidden: [1, 128],
  steps: [2, 500],
  draws: [1, 100],
  seed: [0, 2 ** 32 - 1],
  scale: [0.01, 100],
} as const
export const usualModels = presets[0]!.models

type Params = Readonly<Partial<Record<Param, string>>>

export function setupOf(params: Params, given: Given, texts: Texts, words: Words): Setup {
  const { models } = given
  const troubles = [...given.troubles]
  const whole = (key: Key, low: number, high: number, otherwise: number): number => {
    const text = params[key]
    if (text === undefined) return otherwise
    const n = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (n >= low && n <= high) return n
    troubles.push(texts.wrong(key, short(text), words.range(low, high)))
    return otherwise
  }
  const number = (key: Key, low: number, high: number, otherwise: number): number => {
    const text = params[key]
    if (text === undefined) return otherwise
    const n = /^\d*\.?\d+(e-?\d{1,3})?$/.test(text) ? Number(text) : Number.NaN
    if (n >= low && n <= high) return n
    troubles.push(texts.wrong(key, short(text), words.range(low, high)))
    return otherwise
  }
  const word = <W extends string>(key: Key, known: readonly [W, ...W[]]): W => {
    const text = params[key]
    if (text === undefined || known.includes(text as W)) return (text as W) ?? known[0]
    troubles.push(texts.wrong(key, short(text), words.list(known)))
    return known[0]
  }
  const extra = (params.extra ?? '').split(',').filter((each) => each !== '')
  const unknown = extra.find((each) => each !== 'path' && each !== 'gates')
  if (unknown !== undefined)
    troubles.push(texts.wrong('extra', short(unknown), words.list(['path', 'gates'])))
  const steps = whole('steps', ...ranges.steps, usual.steps)
  return {
    models,
    hidden: whole('hidden', ...ranges.hidden, usual.hidden),
    steps,
    draws: whole('draws', ...ranges.draws, usual.draws),
    seed: whole('seed', ...ranges.seed, usual.seed),
    scale: number('scale', ...ranges.scale, usual.scale),
    log: word('axis', ['log', 'linear']) === 'log',
    against: word('against', ['lag', 't']),
    state: word('state', ['both', 'h', 'C']),
    path: extra.includes('path'),
    gates: extra.includes('gates'),
    at: whole('at', 0, 100_000, Math.min(20, steps - 1)),
    pick: Math.min(models.length, whole('pick', 1, mostModels, usualPick(models))) - 1,
    clip: params.clip === undefined ? null : number('clip', 1e-6, 1e6, 1),
    pair: pairIn(params.pair, models.length, texts, troubles),
    troubles,
  }
}

/** A couple as a link writes it, models counted from 1: 1,4 or, forward at t = 3, 1,4,f3. */
export const pairText = ({ models, forward }: Couple): string =>
  [...models.map((model) => model + 1), ...(forward === null ? [] : [`f${forward}`])].join()

function pairIn(text: string | undefined, count: number, texts: Texts, troubles: string[]): Couple | null {
  if (text === undefined) return null
  const [, a, b, t] = /^([1-6]),([1-6])(?:,f([1-9]\d{0,2}))?$/.exec(text) ?? []
  if (a === undefined || b === undefined) {
    troubles.push(texts.wrong('pair', short(text), '1,2'))
    return null
  }
  const place = (digit: string) => Math.min(Number(digit), count) - 1
  return { models: [place(a), place(b)], forward: t === undefined ? null : Number(t) }
}

/** The model whose forget bias can be moved, else the first; counted from 1. */
const usualPick = (models: readonly Entry[]) =>
  Math.max(
    1,
    models.findIndex((entry) => entry.kind === 'drawn' && entry.choice.init.forgetBias !== undefined) + 1,
  )

interface Given {
  readonly models: readonly Entry[]
  readonly troubles: readonly string[]
}

/** The models of a link, apart from the rest: they stay the same objects while only the crosshair moves. */
export function modelsIn(text: string | undefined, current: Experiment, texts: Texts): Given {
  const troubles: string[] = []
  const names = text === undefined ? [] : text.split(',').filter((name) => name !== '')
  const found = names.flatMap((name) => {
    const entry = entryOf(name, current)
    if (!entry) troubles.push(texts.wrongModel(short(name)))
    return entry ? [entry] : []
  })
  if (found.length > mostModels) troubles.push(texts.tooMany(mostModels))
  const models =
    found.length > 0 ? found.slice(0, mostModels) : usualModels.map((name) => entryOf(name, current)!)
  return { models, troubles }
}

const short = (text: string) => (text.length > 24 ? `${text.slice(0, 23)}…` : text)

/** Changes what the address says; null takes a value away. */
export function putIn(session: Session, changes: Partial<Record<Key, string | null>>): void {
  const params: Record<string, string> = { ...session.get().params }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete params[key]
    else params[key] = value
  }
  session.setParams(params)
}
