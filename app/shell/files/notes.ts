/** What is said of a file that was read, and what is wrong with one that was not. */
import {
  type Expected,
  type Experiment,
  type Failure,
  failure,
  type Got,
  limits,
  type Mistake,
  type With,
} from '../../../src/index.ts'

/** Something that a reader of the file should know: the key of the words that say it, and what it is about. */
export interface Note {
  readonly kind:
    | 'sequence'
    | 'targets'
    | 'width'
    | 'targetsMade'
    | 'header'
    | 'labels'
    | 'comments'
    | 'footer'
    | 'decimalComma'
    | 'thousands'
    | 'percent'
    | 'scaled'
    | 'across'
    | 'newest'
    | 'sentinel'
    | 'encoding'
    | 'fits'
    | 'zero'
    | 'head'
    | 'identity'
    | 'after'
    | 'activation'
    | 'keras'
    | 'ignored'
    | 'unused'
  readonly about: readonly string[]
  /** what had to be made up, where `about` is what was kept of the experiment on the page */
  readonly made?: readonly string[]
  readonly dropped?: readonly string[]
}

/** What a file became: an experiment, or a part of the one on the page. */
export interface Read {
  readonly kind: 'experiment' | 'sequence' | 'weights'
  readonly experiment: Experiment
  readonly notes: readonly Note[]
}

/** Refuses a file: where in it, what was expected there, and what stands there. */
export const refused = (where: Mistake['where'], expected: With<Expected>, got?: With<Got>): Failure =>
  failure({ where, expected, ...(got ? { got } : {}) })

export const inFile = { id: 'file' } as const
export const atLine = (line: number) => ({ id: 'line', line }) as const
export const atKey = (key: string) => ({ id: 'key', key: short(key) }) as const
export const value = (text: string) => ({ id: 'value', text: short(text) }) as const

export const tooManySteps = refused(
  { id: 'key', key: 'sequence.inputs' },
  { id: 'timesteps', most: limits.steps },
  { id: 'more' },
)

/** A size that no model may have. */
export const sizeBeyond = (sizes: Readonly<Record<string, number>>): Failure | undefined => {
  const found = Object.entries(sizes).find(([, n]) => n > limits.size)
  return (
    found &&
    refused(atKey(`model.${found[0]}`), { id: 'whole', from: 1, to: limits.size }, value(String(found[1])))
  )
}

/** A text of the file, cut where it is long. */
export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
