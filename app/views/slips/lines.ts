/** The two lines of a slip, typeset, and the experiments on which they can be evaluated. */
import {
  count,
  type Experiment,
  type Expr,
  formulasOf,
  letter,
  matching,
  modelOf,
  namedSymbol,
  parseRef,
  type Reading,
  row,
  type Slip,
  shownOn,
  sign,
  sumOver,
  symbol,
  symbolsFace,
  type Trace,
  type Tree,
  writingOf,
} from '../../../src/index.ts'

/** The two sides of an equation. */
export interface Sides {
  readonly left: Tree
  readonly right: Tree
}

export interface Lines {
  readonly wrong: readonly Sides[]
  readonly right: readonly Sides[]
}

/** The formulas of a slip, as a trace of its kind of net prints them; a weight's gradient with its sum over T timesteps. */
export function typesetLines(slip: Slip, trace: Trace, reading: Reading, T: number): Lines {
  const written = (name: string, expr: Expr, overAll: boolean): Sides => {
    const timed = trace.net.info(name).timed
    const left = symbol(name, timed ? 0 : null)
    const anywhere = writingOf(trace, reading)
    const here = timed || overAll ? anywhere : writingOf(trace, reading, T)
    const body = symbolsFace(expr, here)
    const from = row(letter('t'), sign('='), count(1))
    return {
      left: namedSymbol(left, anywhere),
      right: !timed && overAll ? sumOver(from, body, count(T)) : body,
    }
  }
  const all = formulasOf(slip, trace.problem)
  return {
    wrong: all.map((each) => written(each.symbol, each.wrong, slip.over !== 'last')),
    right: all.map((each) => written(each.symbol, each.right, true)),
  }
}

/** Which of the two lines stands first: always the same for a slip, and told by nothing in it. */
export function wrongFirst(id: string): boolean {
  let sum = 7
  for (const c of id) sum = (sum * 31 + c.codePointAt(0)!) % 9973
  return sum % 2 === 1
}

export type Basis = 'current' | 'own'

export interface Setting {
  readonly place: Basis
  readonly experiment: Experiment
  /** the current experiment has the cell and the loss of the slip */
  readonly fits: boolean
  /** the number that is compared is at a timestep that the current experiment does not have */
  readonly tooShort: boolean
}

/** The experiment that a slip is evaluated on: by choice, else the current one where it fits, else the slip's own. */
export function settingOf(slip: Slip, current: Experiment, chosen: Basis | undefined): Setting {
  const fitting = matching(slip, current)
  const fits = fitting === current
  const tooShort = current.sequence.inputs.length < (parseRef(slip.shows)!.t ?? 1)
  const place = tooShort ? 'own' : (chosen ?? (fits ? 'current' : 'own'))
  return { place, experiment: place === 'own' ? shownOn(slip) : fitting, fits, tooShort }
}

/** Judged at once up to this many numbers in the state over all timesteps. */
export const quick = 3200

export const sizeOf = ({ model, sequence }: Experiment): number =>
  modelOf(model).hiddenSize * sequence.inputs.length
