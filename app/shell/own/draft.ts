/** A cell while it is written: what was typed, and what follows from it. */
import {
  type Cell,
  cellOf,
  checkCell,
  compileCell,
  type Experiment,
  equationsOf,
  library,
  type Mistake,
  modelOf,
  type OwnCell,
  oneLayer,
  problemOf,
  record,
  reshaped,
  SyntaxMistake,
  type Trace,
  text as textOf,
} from '../../../src/index.ts'

export interface Draft {
  readonly name: string
  readonly equations: string
  readonly sizes: Readonly<Record<string, number>>
  readonly hiddenSize: number
}

export type Parsed =
  | { readonly ok: true; readonly own: OwnCell; readonly cell: Cell }
  | { readonly ok: false; readonly mistake: Mistake }

/** How many a letter stands for until it is said. */
const usualSize = 4

/** The letters of sizes that declarations use besides D and H, in order. */
export function lettersIn(equations: string): readonly string[] {
  const axes = equations
    .normalize('NFC')
    .split('\n')
    .flatMap((line) => /^[^#=:]*:\s*\[([^\]#]*)\]/.exec(line)?.[1]?.split(',') ?? [])
    .map((letter) => letter.trim())
  return [...new Set(axes)].filter((axis) => /^\p{L}[\p{L}\d_]*$/u.test(axis) && axis !== 'D' && axis !== 'H')
}

/** What a draft is, or its first mistake with its place in the text. */
export function parsed({ name, equations, sizes }: Omit<Draft, 'hiddenSize'>): Parsed {
  const letters = lettersIn(equations)
  try {
    compileCell(equations, letters)
  } catch (thrown) {
    if (!(thrown instanceof SyntaxMistake)) throw thrown
    const { position, expected, got } = thrown
    return {
      ok: false,
      mistake: { where: { id: 'column', ...position }, expected, ...(got ? { got } : {}) },
    }
  }
  const result = checkCell({
    name: name.trim(),
    equations,
    ...(letters.length > 0
      ? { sizes: Object.fromEntries(letters.map((each) => [each, sizeOf(sizes, each)])) }
      : {}),
  })
  if (!result.ok) return { ok: false, mistake: result.mistake }
  return { ok: true, own: result.value, cell: cellOf({ cell: result.value }) }
}

/** The length that a letter stands for: the one that was typed, or the usual one. */
export const sizeOf = (sizes: Draft['sizes'], letter: string): number =>
  Object.hasOwn(sizes, letter) ? sizes[letter]! : usualSize

/**
 * What a draft with other equations is called. A name of the library belongs to its own equations: one that was not typed over
 * becomes what `changed` makes of it, and returns with them.
 */
export function nameWith(
  equations: string,
  { name }: Draft,
  original: OwnCell,
  changed: (name: string) => string,
): string {
  const names = library.map(({ names }) => names.en)
  const other = changed(original.name)
  if (!names.includes(original.name) || (name !== original.name && name !== other)) return name
  return equations === original.equations ? original.name : other
}

/** A cell that there is, as the beginning of one's own. */
export function draftOf(cell: OwnCell, hiddenSize: number): Draft {
  return { name: cell.name, equations: cell.equations, sizes: cell.sizes ?? {}, hiddenSize }
}

/** The cell of an experiment as a text: its own, or that of the library with the options chosen. */
export function cellAsText(experiment: Experiment): OwnCell {
  const { cell, ...model } = modelOf(experiment.model)
  if (typeof cell !== 'string') return cell
  const written = cellOf({ ...model, cell })
    .equations.map(({ symbol, expr }) => `${symbol} = ${textOf(expr)}`)
    .join('\n')
  const entry = library.find(({ id }) => id === cell)!
  const own = { name: entry.names.en, equations: written }
  return checkCell(own).ok ? own : { ...own, equations: equationsOf(entry) }
}

/** A short run of a small net with the cell: enough to draw it and to derive its gradients at each key. */
export function previewOf(experiment: Experiment, own: OwnCell, hiddenSize: number): Trace {
  const small = (n: number) => Math.min(n, 4)
  const sizes = Object.entries(own.sizes ?? {}).map(([letter, n]) => [letter, small(n)])
  const { inputSize, outputSize } = experiment.model
  const cell = { ...own, ...(own.sizes ? { sizes: Object.fromEntries(sizes) } : {}) }
  const model = {
    cell,
    hiddenSize: small(hiddenSize),
    inputSize: small(inputSize),
    outputSize: small(outputSize),
  }
  const steps = Math.min(experiment.sequence.inputs.length, 3)
  // The loss is at the end alone: the timestep that is drawn has no head, and more room for the cell.
  const loss = { ...experiment.loss, at: 'last' } as const
  return record(problemOf(reshaped(experiment, { model: { ...oneLayer, ...model }, steps, loss }, 1)), 0.1)
}
