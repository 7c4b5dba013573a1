/** The settings of a link, read by the rows of the slices and the parameters of the views. */
import { decoded, short, type Trouble } from './readLink.ts'
import { rows } from './slices/all.ts'
import type { Row } from './slices/slice.ts'
import type { State } from './slices/state.ts'
import { longestParam, params } from './views.ts'

interface Settings {
  /** what they change; a view and parameters that they do not name are as at the start */
  readonly changes: Partial<State>
  readonly troubles: readonly Trouble[]
}

const rowOf = (key: string): Row | undefined =>
  Object.hasOwn(rows, key) ? rows[key as keyof typeof rows] : undefined

/** Reads the settings of a link, and names those that are not known. */
export function settingsOf(settings: readonly string[]): Settings {
  const unknown: string[] = []
  let changes: Partial<State> = { params: {}, view: 'step' }
  for (const setting of settings) {
    const [key = ''] = setting.split('=', 1)
    const value = decoded(setting.slice(key.length + 1))
    // What the value of a parameter means, its view checks.
    const isParam = params.has(key) && value.length <= longestParam
    const change =
      rowOf(key)?.read(value) ?? (isParam ? { params: { ...changes.params, [key]: value } } : undefined)
    if (change) changes = { ...changes, ...change }
    else unknown.push(short(decoded(setting)))
  }
  return { changes, troubles: unknown.length > 0 ? [{ kind: 'setting', details: firstFew(unknown) }] : [] }
}

/** The first few of a list. */
const firstFew = (texts: readonly string[]) => (texts.length > 3 ? [...texts.slice(0, 3), '…'] : texts)
