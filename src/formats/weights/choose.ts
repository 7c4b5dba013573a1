/** Which of the modules of a file is opened, which of its layers, and what its head is. */
import { limits } from '../../experiment/document.ts'
import { atOption, refuse, short, value } from '../refusal.ts'
import type { Decisions, Question, Setting } from '../said.ts'
import {
  isEmbedding,
  type Matrix,
  type Modules,
  type Recurrent,
  type RecurrentLayer,
  together,
  widthOf,
} from './modules.ts'
import type { State } from './state.ts'

export interface Chosen {
  readonly module: Recurrent
  /** the layer that is opened alone */
  readonly layer?: number
  readonly head?: Matrix
  /** what would be the head, and has more outputs than a document may have */
  readonly wide?: Matrix
  /** matrices that the model applies after the head */
  readonly after: readonly Matrix[]
  /** what the model applies between the cell and the head */
  readonly between: readonly string[]
  readonly questions: readonly Question[]
  readonly settings: readonly Setting[]
}

/** Decides, or asks where the file does not say. */
export function choose(modules: Modules, state: State, decisions: Decisions): Chosen {
  const questions: Question[] = []
  const settings: Setting[] = []
  const module = moduleOf(modules.recurrent, decisions.module, questions, settings)
  const layer = layerOf(module, decisions.layer, questions)
  if (module.layers.length > 1)
    settings.push({
      option: 'layer',
      taken: layer === undefined ? 'all' : String(layer),
      choices: ['all', ...module.layers.map((_, k) => String(k))],
    })
  const top = module.layers[layer ?? module.layers.length - 1]!
  const isTop = layer === undefined || layer === module.layers.length - 1
  const { head, after, wide }: Pick<Chosen, 'head' | 'after' | 'wide'> = isTop
    ? headOf(modules, state, module, widthOf(top), decisions.head, questions, settings)
    : { head: named(modules.matrices, decisions.head), after: [] }
  return {
    module,
    ...(layer === undefined ? {} : { layer }),
    ...(head ? { head } : {}),
    after,
    ...(wide ? { wide } : {}),
    between: head && isTop ? betweenOf(state, module, head) : [],
    questions,
    settings,
  }
}

/** What stands between a module and its head, by the order of the tensors or by what the file says. */
function betweenOf({ ordered, pieces }: State, { last }: Recurrent, head: Matrix): string[] {
  const names = ordered ? [...pieces.keys()].slice(last + 1, head.at) : []
  const modules = names.flatMap((name) => (isEmbedding.test(name) ? [] : [moduleOfTensor(name)]))
  return [...new Set([...modules, ...(head.hint.between ?? [])])].filter((name) => name !== head.name)
}

/** The module that a tensor belongs to: norm for norm.running_mean. */
export const moduleOfTensor = (name: string): string => name.replace(/[./][^./]*$/, '')

/** One of several words, or the line that says which there are. */
function oneOf(option: 'module' | 'head', given: string, choices: readonly string[]): string {
  const found = choices.find((choice) => choice === given)
  return (
    found ?? refuse(atOption(option), { id: 'optionWords', words: choices }, value(JSON.stringify(given)))
  )
}

const nameOf = ({ name }: { readonly name: string }): string => name || '(root)'

function moduleOf(
  all: readonly Recurrent[],
  given: string | undefined,
  questions: Question[],
  settings: Setting[],
): Recurrent {
  const [first, second] = all
  if (!second) return first!
  const stacks = stacksOf(all)
  const choices = [...all, ...stacks]
  const words = choices.map(nameOf)
  const hasSmall = ({ layers }: Recurrent) => layers.some(isSmall)
  const usual = nameOf(stacks.find(isNumbered) ?? all.find(hasSmall) ?? first!)
  settings.push({ option: 'module', taken: given ?? usual, choices: words })
  if (given !== undefined) {
    const name = oneOf('module', given, words)
    return choices.find((each) => nameOf(each) === name)!
  }
  questions.push({
    option: 'module',
    choices: words,
    usual,
    why: { id: 'modules', names: all.map((each) => short(nameOf(each))) },
  })
  return choices.find((each) => nameOf(each) === usual)!
}

/** Modules that could read each other may also be opened as layers of one stack; the longest come first. */
function stacksOf(all: readonly Recurrent[]): Recurrent[] {
  const stacks = all.flatMap((first, k) => {
    const found: Recurrent[] = []
    let stack = first
    for (const above of all.slice(k + 1, k + 8)) {
      const [layer] = above.layers
      if (layer!.hint.apart || widthOf(stack.layers.at(-1)!) !== layer!.D) break
      stack = together(stack, above)
      found.push(stack)
    }
    return found
  })
  return stacks.sort((a, b) => b.layers.length - a.layers.length)
}

/** Are its modules called alike, but for numbers (lstm1 + lstm2)? Then they are most likely layers. */
const isNumbered = ({ name }: Recurrent): boolean =>
  new Set(name.split(' + ').map((each) => each.replace(/[._-]?\d+/g, ''))).size === 1

/** Can a document have a layer of this size? */
export const isSmall = ({ D, H }: RecurrentLayer): boolean => D <= limits.size && H <= limits.size

/** The layer that is opened alone: the one that was chosen, or one that is small enough where the stack is not. */
function layerOf(
  { layers }: Recurrent,
  given: string | undefined,
  questions: Question[],
): number | undefined {
  const small = layers.flatMap((each, k) => (isSmall(each) ? [String(k)] : []))
  if (given === undefined && small.length > 0 && small.length < layers.length) {
    const [usual] = small
    questions.push({
      option: 'layer',
      choices: small,
      usual: usual!,
      why: { id: 'large', most: limits.size },
    })
    return Number(usual)
  }
  if (given === undefined || given === 'all') return undefined
  const words = layers.map((_, k) => String(k))
  const k = words.indexOf(given)
  if (k < 0) refuse(atOption('layer'), { id: 'optionWords', words }, value(JSON.stringify(given)))
  return layers.length === 1 ? undefined : k
}

const widthOfMatrix = ({ weight }: Matrix): number => weight.tensor.shape[1]!

function named(matrices: readonly Matrix[], given: string | undefined): Matrix | undefined {
  return given === undefined || given === 'none' ? undefined : matrices.find(({ name }) => name === given)
}

/** The matrix behind the cell whose width fits. What stands before the cell is never its head. */
function headOf(
  modules: Modules,
  state: State,
  module: Recurrent,
  F: number,
  given: string | undefined,
  questions: Question[],
  settings: Setting[],
): Pick<Chosen, 'head' | 'after' | 'wide'> {
  const next = Math.min(...modules.recurrent.map(({ first }) => first).filter((at) => at > module.last))
  const behind = modules.matrices.filter((each) => {
    if (each.embedding) return false
    if (state.ordered) return each.at > module.last && each.at < next
    // Without an order, a matrix that makes the cell's input stands before it.
    const [rows, columns] = each.weight.tensor.shape
    return !(rows === module.layers[0]!.D && columns !== F)
  })
  const allFitting = behind.filter((each) => widthOfMatrix(each) === F)
  const fitting = allFitting.filter(({ weight }) => weight.tensor.shape[0]! <= limits.size)
  // A head over a vocabulary has more outputs than a document may have.
  const wide = fitting.length === 0 ? allFitting[0] : undefined
  const others = modules.matrices.filter(
    (each) => widthOfMatrix(each) === F && each.weight.tensor.shape[0]! <= limits.size,
  )
  const choices = [...new Set([...fitting, ...others])]
  const words = [...choices.map((each) => each.name), 'none']
  const taken = given?.replace(/[./]weight$/, '') ?? fitting[0]?.name ?? 'none'
  if (choices.length > 0) settings.push({ option: 'head', taken, choices: words })
  if (given !== undefined) {
    const wanted = given.replace(/[./]weight$/, '')
    const name = oneOf('head', wanted, words)
    const head = choices.find((each) => each.name === name)
    return { ...(head ? { head } : {}), after: head ? behind.filter((each) => each.at > head.at) : behind }
  }
  const [first] = fitting
  const after = behind.filter((each) => each !== first)
  if (first && behind.length > 1)
    questions.push({
      option: 'head',
      choices: words,
      usual: first.name,
      why: { id: 'heads', names: behind.map((each) => short(each.name)) },
    })
  return { ...(first ? { head: first } : {}), after, ...(wide ? { wide } : {}) }
}
