/** The cell of a model: one of the library with its options, or one that somebody wrote. */
import { type Cell, compileCell, compileLibrary } from './compile.ts'
import { type Entry, equationsOf, type Said } from './library/entry.ts'
import type { Stored, TorchModule } from './library/family.ts'
import { families, type LibraryId, library } from './library/index.ts'
import type { Layer, OwnCell } from './model.ts'

/** What of a model says which equations its cell has. */
export type CellChoice = Pick<Layer, 'cell'> & Partial<Omit<Layer, 'cell'>>

const made = new Map<string, Cell>()

/** The options of a cell of the library, each as chosen or as usual; none for a cell of somebody's own. */
export function optionsOf(model: CellChoice): Readonly<Record<string, unknown>> {
  if (typeof model.cell !== 'string') return {}
  const { options } = families[model.cell]
  return Object.fromEntries(
    Object.entries(options).map(([name, choices]) => [name, model[name as keyof CellChoice] ?? choices[0]]),
  )
}

/** An option of a model's cell: what can be chosen, the usual choice first, and what is. */
export interface OptionOf {
  readonly option: string
  readonly choices: readonly (string | boolean)[]
  readonly chosen: string | boolean
}

/** The options of a model's cell, in the order of its schema; none for a cell of somebody's own. */
export const optionsIn = (model: CellChoice): readonly OptionOf[] =>
  Object.entries(optionsOf(model)).map(([option, chosen]) => ({
    option,
    choices: families[model.cell as keyof typeof families].options[option]!,
    chosen: chosen as string | boolean,
  }))

/** What two models must share to have the same equations. */
export function cellKey(model: CellChoice): string {
  if (typeof model.cell === 'string') return JSON.stringify([model.cell, optionsOf(model)])
  return JSON.stringify([model.cell.equations, Object.keys(model.cell.sizes ?? {})])
}

/** The cell of a model, compiled once. Throws a SyntaxMistake where somebody's own text has one. */
export function cellOf(model: CellChoice): Cell {
  const key = cellKey(model)
  const found = made.get(key) ?? compile(model)
  if (made.size > 200) made.clear()
  made.set(key, found)
  return found
}

function compile(model: CellChoice): Cell {
  if (typeof model.cell !== 'string') return compileOwn(model.cell)
  const { text, changes } = families[model.cell]
  return compileLibrary(text, changes(optionsOf(model)))
}

const compileOwn = ({ equations, sizes = {} }: OwnCell): Cell => compileCell(equations, Object.keys(sizes))

/** Where PyTorch keeps the weights of a cell of the library; undefined for a cell of somebody's own, whose weights stand under their names. */
export function storedOf(model: CellChoice): Stored | undefined {
  return typeof model.cell === 'string' ? families[model.cell].stored(optionsOf(model)) : undefined
}

/** The module of PyTorch that computes a layer's cell; undefined where none does. */
export function torchModuleOf(model: CellChoice): TorchModule | undefined {
  return typeof model.cell === 'string' ? families[model.cell].module(optionsOf(model)) : undefined
}

/** The block of the bias that opens the memory's gate, where a cell of the library has one. */
export const forgetBlockOf = ({ cell }: Pick<Layer, 'cell'>): string | undefined =>
  typeof cell === 'string' ? families[cell].forgets : undefined

/**
 * The name of the bias of the forget gate, b_f of an LSTM, where the equations with the options chosen have one; undefined for any other
 * cell.
 */
export function forgetBiasOf(model: CellChoice): string | undefined {
  const block = forgetBlockOf(model)
  const name = `b_${block}`
  return block !== undefined && cellOf(model).weights.includes(name) ? name : undefined
}

/** Does the equation of a cell depend on conventions, so that one has to see it to answer a question about it? */
export const hasConventions = (model: CellChoice): boolean =>
  typeof model.cell === 'string' && families[model.cell].conventions === true

/** The name of a cell for a document or a message: its id, or what its author calls it. */
export const nameOfCell = ({ cell }: Pick<Layer, 'cell'>): string =>
  typeof cell === 'string' ? cell : cell.name

/** The letter of an author's size inside a net: K is the number of outputs there, A the length of the attention. */
export const innerLetter = (letter: string | number): string | number =>
  letter === 'K' || letter === 'A' ? `cell.${letter}` : letter

/** The entry of the library that has the equations of a model's cell, however its author calls it; undefined where none has. */
export const libraryCellOf = ({ cell }: Pick<Layer, 'cell'>): Entry<LibraryId> | undefined =>
  library.find((entry) =>
    typeof cell === 'string'
      ? entry.id === cell
      : equationsOf(entry) === equationsOf({ text: cell.equations }),
  )

const named = new WeakMap<object, Partial<Record<keyof Said, ReadonlyMap<string, string>>>>()

/** A cell of the library that a document holds as equations, as it holds it. */
export const ownCellOf = (entry: Entry): OwnCell => ({
  name: entry.names.en,
  equations: equationsOf(entry),
  ...(entry.sizes ? { sizes: entry.sizes } : {}),
})

/** What the symbols of a model's cell are called for people: by the library in this language, or else by its author. */
export function symbolNames(model: CellChoice, language: keyof Said): ReadonlyMap<string, string> {
  const found = named.get(model) ?? {}
  named.set(model, found)
  found[language] ??= namesIn(model, language)
  return found[language]
}

function namesIn(model: CellChoice, language: keyof Said): ReadonlyMap<string, string> {
  const { says } = cellOf(model)
  const translated = language === 'zh' ? libraryCellOf(model)?.symbolsZh : undefined
  return new Map([...says].map(([name, said]) => [name, translated?.[name] ?? said]))
}
