/** Reads what was brought, in a worker or on the page: what cannot be used is named, and the plan is made of the others. */
import {
  type Decisions,
  type ExperimentModel,
  type Failure,
  failure,
  formats,
  type Into,
  type Mistake,
  type Plan,
  type Source,
  type TrainsOn,
  type TrainsWith,
} from '../../../src/index.ts'
import { fetched } from '../../work/fetch.ts'

/** Answers decisions about what was brought. */
export interface Desk {
  readonly ask: Reader
  readonly close: () => void
}

/** A file, or a text that was pasted; its bytes are read where it is understood. */
export interface Given {
  /** absent: it was pasted */
  readonly name?: string
  readonly blob: Blob
}

export interface Refused {
  /** absent: it was pasted */
  readonly name?: string
  readonly mistake: Mistake
}

export interface Taken {
  readonly plan?: Plan
  /** how many sequences a net can be trained on; 0 where it is the one that is opened */
  readonly sequences?: number
  /** what of the files a net is trained on */
  readonly trains?: TrainsOn
  /** the net that is drawn to be trained; absent: they bring one */
  readonly drawn?: ExperimentModel
  /** the lines of another program that must give the same outputs as the weights */
  readonly proof?: string
  /** all of them as a training document, not checked yet, where that was asked */
  readonly training?: unknown
  /** why there is no plan by these decisions, of files that can be used */
  readonly mistake?: Mistake
  /** the files that can be used; undefined for what was pasted */
  readonly used: readonly (string | undefined)[]
  readonly refused: readonly Refused[]
}

/** In bytes: what is larger is read in a worker, which has all readers; what is smaller on the page, which fetches those that it needs. */
export const mostOnPage = 2 ** 17

/** Larger files are not read at all. */
const mostBytes = 256 * 2 ** 20

async function bytesOf({ blob }: Given): Promise<Uint8Array | undefined> {
  // A byte more than is allowed says that there are too many.
  const part = blob.size > mostBytes ? blob.slice(0, mostBytes + 1) : blob
  try {
    return new Uint8Array(await part.arrayBuffer())
  } catch {
    return undefined
  }
}

const unreadable: Failure = failure({ where: { id: 'file' }, expected: { id: 'readable' } })
const named = (name: string | undefined) => (name === undefined ? {} : { name })

/** `how`: what is decided for training; `train`: the document to train on is wanted too. */
export type Reader = (decisions: Decisions, into: Into, how?: TrainsWith, train?: boolean) => Promise<Taken>

/** The plans of what was brought, by what is decided. The first one finds out which files can be used. */
export function reader(given: readonly Given[]): Reader {
  let known: ReturnType<typeof usable> | undefined
  return async (decisions, into, how = {}, train = false) => {
    known ??= usable(given, into)
    const { sources, planner, refused, mistake } = await known
    const used = sources.map(({ name }) => name)
    if (!planner) return { used, refused, ...(mistake ? { mistake } : {}) }
    const planned = await planner.plan(decisions, into)
    if (!planned.ok) return { used, refused, mistake: planned.mistake }
    const { drawnFor, proofOf, sequencesIn, trainingOf, trainsOn } = await fetched(formats)
    const plan = planned.value
    const proof = proofOf(plan, used[plan.kinds.indexOf('weights')] ?? '')
    const drawn = drawnFor(plan)
    const [sequences, trains] = [sequencesIn(plan), trainsOn(plan, decisions, how)]
    const whole = {
      used,
      refused,
      plan,
      sequences,
      trains,
      ...(drawn ? { drawn } : {}),
      ...(proof ? { proof } : {}),
    }
    if (!train) return whole
    const training = await trainingOf(planner, decisions, into, how)
    return { ...whole, ...(training.ok ? { training: training.value } : { mistake: training.mistake }) }
  }
}

/** Decisions about what was brought, as a worker is asked. */
export interface Question {
  /** the same for the same files */
  readonly id: number
  readonly given: readonly Given[]
  readonly decisions: Decisions
  readonly into: Into
  readonly how: TrainsWith
  readonly train: boolean
}

let last: { readonly id: number; readonly read: Reader } | undefined

/** Answers a question; the same files are read once. */
export function readAgain({ id, given, decisions, into, how, train }: Question): Promise<Taken> {
  if (last?.id !== id) last = { id, read: reader(given) }
  return last.read(decisions, into, how, train)
}

/** The files without those that cannot be read, one after the other. */
async function usable(given: readonly Given[], into: Into) {
  const { planner } = await fetched(formats)
  const refused: Refused[] = []
  let sources: Source[] = []
  for (const each of given) {
    const bytes = await bytesOf(each)
    if (bytes) sources.push({ ...named(each.name), bytes })
    else refused.push({ ...named(each.name), mistake: unreadable.mistake })
  }
  while (sources.length > 0) {
    const found = planner(sources)
    const planned = await found.plan({}, into)
    if (planned.ok) return { sources, planner: found, refused }
    const { file = sources.length === 1 ? sources[0]!.name : undefined, mistake } = planned
    // Files that can be read each, and do not go together.
    if (file === undefined && sources.length > 1) return { sources, planner: undefined, refused, mistake }
    refused.push({ ...named(file), mistake })
    sources = sources.filter(({ name }) => name !== file)
  }
  return { sources, planner: undefined, refused }
}
