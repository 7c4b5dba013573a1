/**
 * A batch divided among workers: each computes the sums over its share of the sequences, and the shares are added in the order of the
 * workers, so that a run with as many workers has the same numbers again.
 */
import { modelOf } from '../experiment/document.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { dataOf } from './data.ts'
import type { TrainingDocument } from './document.ts'
import { type Engine, engineOf, type GradientTask, type Sums } from './gradient.ts'
import { parametersOf } from './parameters.ts'
import type { TrainingRun } from './run.ts'

/**
 * What a worker is sent: a document to prepare for, then its share of each batch. To warm up it trains a little net for nothing, so that
 * the browser has compiled what a click will wait for.
 */
export type ShareAsked =
  | { readonly warm: true }
  | { readonly prepare: TrainingDocument }
  | { readonly parameters: Numbers; readonly indices: Int32Array }

/** What it says: that it is prepared, or the sums over its share. */
export type ShareAnswer = { readonly prepared: true } | Sums

/** What a worker does with each message, one after another. */
export function shareWorker(): (asked: ShareAsked) => ShareAnswer {
  let engine: Engine | undefined
  return (asked) => {
    if ('warm' in asked) warm()
    else if ('prepare' in asked) engine = engineOf(taskOf(asked.prepare))
    if (!('parameters' in asked)) return { prepared: true }
    return engine!.gradient(asked.parameters, asked.indices)
  }
}

/** A net of the usual kind and size, on a short sine, a few times. */
function warm(): void {
  const data = { kind: 'task', name: 'sine', seed: 1, points: 60 } as const
  const model = modelOf({ cell: 'lstm', inputSize: 1, hiddenSize: 64, outputSize: 1 })
  const { items } = dataOf({ data, model, loss: usualLoss })
  const engine = engineOf({ model, loss: usualLoss, items, precision: 'float32' })
  const parameters = new Float32Array(parametersOf(model).length)
  for (let k = 0; k < 8; k++) engine.gradient(parameters, [...items.keys()])
}

const usualLoss = { kind: 'mse', at: 'last', reduction: 'mean' } as const

/** The model, loss, sequences and precision of a training document: what an engine needs for its gradients. */
export function taskOf(document: TrainingDocument): GradientTask {
  const { items } = dataOf(document)
  const { precision = 'float64' } = document.training
  return { model: modelOf(document.model), loss: document.loss, items, precision }
}

/** What is used of a worker. */
export interface Port {
  readonly postMessage: (message: ShareAsked) => void
  onmessage: ((event: { readonly data: ShareAnswer }) => void) | null
}

export interface Shared {
  /** resolves when all workers are prepared */
  readonly ready: Promise<void>
  /** the sums over these sequences, computed by all workers; rejected where one broke (see `broke`) */
  readonly gradient: (parameters: Numbers, indices: Int32Array) => Promise<Sums>
  /** a worker has ended without an answer: what is waited for is rejected */
  readonly broke: (detail: string) => void
}

/**
 * Workers that hold the document and add up gradients of its batches together, each a part; a worker that breaks down rejects what is
 * asked.
 */
export function shared(ports: readonly Port[], document: TrainingDocument): Shared {
  let reject: (reason: Error) => void = () => undefined
  const ask = async (messages: readonly ShareAsked[]): Promise<ShareAnswer[]> => {
    const broken = new Promise<never>((_, fail) => {
      reject = fail
    })
    const answers = messages.map(
      (message, i) =>
        new Promise<ShareAnswer>((done) => {
          const port = ports[i]!
          port.onmessage = ({ data }) => done(data)
          port.postMessage(message)
        }),
    )
    return Promise.race([Promise.all(answers), broken])
  }
  const ready = ask(ports.map(() => ({ prepare: document }))).then(() => undefined)
  return {
    ready,
    gradient: async (parameters, indices) => {
      await ready
      const shares = divided(indices, ports.length)
      const answers = (await ask(shares.map((share) => ({ parameters, indices: share })))) as Sums[]
      return sumOf(answers)
    },
    broke: (detail) => reject(new Error(detail)),
  }
}

/** A list in so many parts of about one length, of which none is empty. */
export function divided(indices: Int32Array, parts: number): Int32Array[] {
  const each = Math.ceil(indices.length / parts)
  return Array.from({ length: Math.ceil(indices.length / each) }, (_, i) =>
    indices.slice(i * each, (i + 1) * each),
  )
}

/** An engine that adds up a batch as so many workers do: their numbers, bit by bit, so that a run of theirs is replayed here. */
export function inShares(engine: Engine, count: number): Engine {
  return {
    ...engine,
    gradient: (parameters, indices, see) =>
      sumOf(
        divided(Int32Array.from(indices), count).map((share) => {
          const { loss, gradient } = engine.gradient(parameters, share, see)
          return { loss, gradient: gradient.slice() }
        }),
      ),
  }
}

function sumOf([first, ...more]: readonly Sums[]): Sums {
  const gradient = first!.gradient.slice()
  let { loss } = first!
  for (const share of more) {
    loss += share.loss
    for (let i = 0; i < gradient.length; i++) gradient[i] = gradient[i]! + share.gradient[i]!
  }
  return { loss, gradient }
}

/** Makes at most `updates` updates of a run with gradients of workers, while `goesOn` answers true; resolves to how many it made. */
export async function advanceShared(
  run: TrainingRun,
  { gradient }: Pick<Shared, 'gradient'>,
  updates: number,
  goesOn: () => boolean = () => true,
): Promise<number> {
  let made = 0
  while (made < updates && goesOn() && run.done() < run.order.updates) {
    const sums = await gradient(run.current(), run.order.batch(run.done()))
    if (!run.apply(sums)) break
    made++
  }
  return made
}
