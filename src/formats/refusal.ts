/** How a reader says that it cannot go on: it throws a refusal, which the door of the folder turns into a result. */
import { type Failure, failure } from '../mistake/english.ts'
import type { Expected, Got, Mistake, With } from '../mistake/mistake.ts'

/** Readers throw it; `guarded` (below) and plan.ts catch it and make a result of it. */
export class Refusal extends Error {
  readonly mistake: Mistake
  /** the file that is to blame, where there are several */
  readonly file?: string | undefined
  constructor(mistake: Mistake, file?: string) {
    super('refused')
    this.mistake = mistake
    this.file = file
  }
}

/** Refuses a file: where in it, what was expected there, and what stands there instead. */
export function refuse(where: Mistake['where'], expected: With<Expected>, got?: With<Got>): never {
  throw new Refusal({ where, expected, ...(got ? { got } : {}) })
}

/** What a reader gives, or why it refuses. Any other error is a fault of the reader and none of the file: it is thrown on. */
export async function guarded<T>(
  read: () => Promise<T>,
): Promise<{ readonly ok: true; readonly value: T } | Failure> {
  try {
    return { ok: true, value: await read() }
  } catch (thrown) {
    if (thrown instanceof Refusal) return failure(thrown.mistake)
    throw thrown
  }
}

/** What a format of bytes gives. Its readers follow what the bytes say, so any other error within them comes of bytes that are damaged. */
export async function ofBytes<T>(read: () => Promise<T>, what: string): Promise<T> {
  try {
    return await read()
  } catch (thrown) {
    // A reader that could not be fetched is no fault of the file either.
    if (thrown instanceof Refusal || /dynamically imported|module script/i.test(String(thrown))) throw thrown
    return refuse(inFile, { id: 'intact', what })
  }
}

export const inFile = { id: 'file' } as const
export const atLine = (line: number) => ({ id: 'line', line }) as const
export const atKey = (key: string) => ({ id: 'key', key: short(key) }) as const
export const atOption = (name: string) => ({ id: 'key', key: `--${name}` }) as const
export const value = (text: string) => ({ id: 'value', text: short(text) }) as const

/** A text of the file in one line, cut where it is long. */
export const short = (text: string): string => {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
