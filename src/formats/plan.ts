/**
 * The plan of what files become: what was decided, what is the user's to decide, and the document by the usual answers.
 * The command line and the page are two faces of the same plan.
 */
import { check } from '../experiment/check.ts'
import type { Experiment, Result } from '../experiment/document.ts'
import { reshaped } from '../experiment/edit.ts'
import { documentOf } from '../experiment/read.ts'
import { type Failure, failure } from '../mistake/english.ts'
import type { Content, Recognised, Source } from './content.ts'
import { type BesideModel, withData, withoutData } from './made.ts'
import { encodings } from './read/decode.ts'
import { recognise } from './recognise.ts'
import { Refusal, refuse } from './refusal.ts'
import type { Decisions, Preview, Question, Said, Setting } from './said.ts'
import type { Data, Fit } from './table/data.ts'
import { listsData } from './table/lists.ts'
import { samplesData, samplesDecision } from './table/samples.ts'
import { columnsData } from './table/series.ts'
import { type Embedding, lettersData, sentenceData, tagsData } from './table/texts.ts'
import { embeddedRows, type ModelPart, modelPart, type TensorRow } from './weights/model.ts'

/** The document that files become, with everything that was decided and can be decided otherwise. */
export interface Plan {
  readonly experiment: Experiment
  /** what was understood and decided, in the order of the files */
  readonly said: readonly Said[]
  /** what is the user's to decide; `experiment` has the usual answers */
  readonly questions: readonly Question[]
  /** everything that can be decided otherwise, with what is taken now */
  readonly settings: readonly Setting[]
  /** the first rows, where there is a table */
  readonly preview?: Preview
  /** every tensor of a file with weights */
  readonly tensors?: readonly TensorRow[]
  /** what the files were */
  readonly kinds: readonly Content['kind'][]
}

/** The experiment that files are opened into: its cell, sizes that are free, its loss. */
export interface Into {
  readonly experiment: Experiment
  /** do its inputs stay where only weights come and they fit? */
  readonly keep: boolean
}

/** Which file is wrong, where one is. */
export type Planned = Result<Plan> & { readonly file?: string }

/** The plan of files that come together: weights, data, or both. */
export const planOf = (sources: readonly Source[], decisions: Decisions, into: Into): Promise<Planned> =>
  planner(sources).plan(decisions, into)

/** The plans of files by what is decided: each file is recognised once. */
export interface Planner {
  readonly plan: (decisions: Decisions, into: Into) => Promise<Planned>
  /** what the files hold, as the plans have it */
  readonly read: (decisions: Decisions) => ReturnType<typeof recognised>
}

export function planner(sources: readonly Source[]): Planner {
  const known = new Map<string, ReturnType<typeof recognised>>()
  const read = (decisions: Decisions) => {
    // Of the decisions, those on the layout of matrices and on letters alone are needed to recognise a file.
    const key = [decisions.joined, decisions.side, decisions.gates, decisions.encoding].join()
    const found = known.get(key) ?? recognised(sources, decisions)
    known.set(key, found)
    return found
  }
  const plan = async (decisions: Decisions, into: Into): Promise<Planned> => {
    const all = await read(decisions)
    return 'error' in all ? all : planned(all, decisions, into)
  }
  return { plan, read }
}

/** What each file holds, or what is wrong with the first that cannot be read. */
async function recognised(
  sources: readonly Source[],
  decisions: Decisions,
): Promise<readonly Recognised[] | (Failure & { readonly file?: string })> {
  const all: Recognised[] = []
  const others = (of: Source) => sources.filter((each) => each !== of)
  for (const source of sources) {
    if (isNamedByAnother(source, sources)) continue
    const found = await recognise(source, decisions, others(source))
    if (!found.ok) return { ...found, ...(source.name ? { file: source.name } : {}) }
    all.push(found.value)
  }
  return joined(all)
}

const dataKinds: readonly Content['kind'][] = ['lists', 'table', 'samples', 'text', 'tags', 'sentences']

/** Files of data that belong together as one file. */
async function joined(all: readonly Recognised[]): Promise<readonly Recognised[]> {
  const data = all.filter(({ content }) => dataKinds.includes(content.kind))
  if (data.length < 2) return all
  const { together } = await import('./together.ts')
  const one = together(data)
  return one ? [...all.filter((each) => !data.includes(each)), one] : all
}

/** Bytes that another file names: those of a model.json of TensorFlow.js, of an ONNX model, of an index of safetensors. */
function isNamedByAnother({ name = '' }: Source, all: readonly Source[]): boolean {
  const has = (ending: RegExp) => all.some((each) => each.name !== name && ending.test(each.name ?? ''))
  if (/\.safetensors$/.test(name)) return has(/\.index\.json$/)
  if (/\.bin$/.test(name) && has(/\.json$/)) return true
  return /\.(data|bin|weights?)$|_data$/.test(name) && has(/\.onnx$/)
}

function planned(all: readonly Recognised[], decisions: Decisions, into: Into): Planned {
  try {
    return { ok: true, value: assemble(all, decisions, into) }
  } catch (thrown) {
    // Any other error is a fault of the reader and none of the file.
    if (!(thrown instanceof Refusal)) throw thrown
    const { file, mistake } = thrown
    return { ...failure(mistake), ...(file ? { file } : {}) }
  }
}

function assemble(all: readonly Recognised[], decisions: Decisions, into: Into): Plan {
  const kinds = all.map(({ content }) => content.kind)
  const of = <Kind extends Content['kind']>(...wanted: Kind[]) =>
    all.filter((each): each is Recognised & { readonly content: Extract<Content, { kind: Kind }> } =>
      (wanted as readonly string[]).includes(each.content.kind),
    )
  const experiments = of('experiment')
  const weights = of('weights')
  const data = of('lists', 'table', 'samples', 'text', 'tags', 'sentences')
  for (const each of [experiments, weights, data]) {
    const names = each.map(({ source }) => source.name ?? '?')
    if (each.length > 1)
      throw new Refusal(
        { where: { id: 'file' }, expected: { id: 'filesOfKinds' }, got: { id: 'names', names } },
        each[1]!.source.name,
      )
  }
  const base = experiments[0]?.content.experiment ?? into.experiment
  const said = all.flatMap((each) => each.said)
  const [file] = [...weights, ...data]
  if (!file) return { experiment: base, said, questions: [], settings: [], kinds }
  const model = weights[0] && modelPart(weights[0].content.state, decisions)
  const found = data[0] && dataOf(data[0].content, decisions, model)
  const title = experiments[0]
    ? undefined
    : file.source.name?.replace(/\.[^.]+$/, '').replace(/\.(checkpoint|legacy)$/, '')
  const made = found
    ? withData(base, found, model)
    : withoutData(base, model!, into.keep || experiments.length > 0)
  const experiment = finished(base, made, model, title, experiments.length > 0)
  return {
    experiment,
    said: [
      ...said,
      ...(model?.said ?? []),
      ...(experiment.model.readout === 'final' && model?.final ? [{ id: 'ends' } as const] : []),
      ...(found?.said ?? []),
      ...made.said,
    ],
    questions: [...(model?.questions ?? []), ...(found?.questions ?? [])],
    settings: [...encodingSetting(said), ...(model?.settings ?? []), ...(found?.settings ?? [])],
    ...(found?.preview ? { preview: found.preview } : {}),
    ...(model ? { tensors: model.tensors } : {}),
    kinds,
  }
}

/** The encoding of old text, which no file says itself, can be another one. */
function encodingSetting(said: readonly Said[]): readonly Setting[] {
  const guessed = said.find((each) => each.id === 'encoding')?.name
  return guessed !== undefined && (encodings as readonly string[]).includes(guessed)
    ? [{ option: 'encoding', taken: guessed, choices: encodings }]
    : []
}

function dataOf(content: Content, decisions: Decisions, model: ModelPart | undefined): Data {
  const fit: Fit | undefined = model && { D: model.D, K: model.K }
  const matrix = model?.embedding
  const embedding: Embedding | undefined = matrix && {
    name: matrix.name,
    count: matrix.weight.tensor.shape[0]!,
    row: (k) => embeddedRows(matrix, k + 1)[k]!,
  }
  switch (content.kind) {
    case 'lists':
      return listsData(content.lists, decisions, fit)
    case 'table':
      return tableData(content, decisions, fit)
    case 'samples':
      return samplesData(content.samples, decisions)
    case 'text':
      return lettersData(content.text, decisions, fit, embedding)
    case 'tags':
      return tagsData(content.sentences, decisions, fit, embedding)
    case 'sentences':
      return sentenceData(content, decisions, fit, embedding)
    default:
      return refuse({ id: 'file' }, { id: 'knownFile' })
  }
}

/** A table by its columns, or by its rows where each may be a series and nobody says otherwise. */
function tableData(
  { columns, samples, said = [] }: Extract<Content, { kind: 'table' }>,
  decisions: Decisions,
  fit: Fit | undefined,
): Data {
  const across = samples && samplesDecision(samples, decisions)
  const read = across?.taken
    ? samplesData(samples!, decisions)
    : columnsData(columns(decisions, fit?.D), decisions, fit)
  const data = { ...read, said: [...said, ...read.said] }
  if (!across) return data
  return {
    ...data,
    questions: [...across.questions, ...data.questions],
    settings: [across.setting, ...data.settings],
  }
}

/** The document, checked at the same door as every other. */
function finished(
  base: Experiment,
  { D, K, sequence, loss, labels, scaling }: BesideModel,
  part: ModelPart | undefined,
  title: string | undefined,
  isOwn: boolean,
): Experiment {
  const { format, model } = part
    ? { format: part.layered ? 'unrolled/2' : 'unrolled/1', model: part.model }
    : (documentOf(reshaped(base, { model: { inputSize: D, outputSize: K } }, 1)) as Experiment)
  const head = isOwn
    ? { ...(base.title ? { title: base.title } : {}), ...(base.about ? { about: base.about } : {}) }
    : title
      ? { title }
      : {}
  const ends = part?.final && loss.at === 'last' ? { readout: 'final' } : {}
  const result = check({
    format: scaling ? 'unrolled/2' : format,
    ...head,
    model: { ...model, ...ends },
    sequence,
    loss,
    ...(labels && Object.keys(labels).length > 0 ? { labels } : {}),
    ...(scaling ? { scaling } : {}),
  })
  if (!result.ok) throw new Refusal(result.mistake)
  return result.value
}
