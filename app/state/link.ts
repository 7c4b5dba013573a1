/**
 * The address says the whole state: #NAME@PLACE&key=value, with #z.DATA for an experiment that does not ship (compressed),
 * #j.DATA where the browser cannot compress, and #local.ID for one that is too large and kept in this browser (kept.ts).
 */
import { documentOf, placeOf } from '../../src/index.ts'
import { homeFor } from './homes.ts'
import { packed } from './pack.ts'
import { rows } from './slices/all.ts'
import type { State } from './slices/state.ts'
import { runOf } from './trace.ts'
import { trainingPart } from './training-link.ts'
import { type Param, views } from './views.ts'

/** Longer links are not made: the page offers a file instead. */
export const longest = 32 * 1024

/** The address of a state. An experiment that is too large for it is named by its place in this browser. */
export async function linkOf(state: State): Promise<string> {
  const frame = runOf(state).frames[state.cursor]!
  const data = state.name ?? (await packed(JSON.stringify(documentOf(state.experiment))))
  const name = data.length > longest ? `local.${homeFor(state)}` : data
  const settings = Object.entries(rows).flatMap(([key, row]) => {
    const value = row.write(state)
    return value === undefined ? [] : [`&${key}=${encodeURIComponent(value)}`]
  })
  const own = (views[state.view] as readonly Param[]).flatMap((param) => {
    const value = state.params[param]
    return value === undefined ? [] : [`&${param}=${encodeURIComponent(value)}`]
  })
  const link = `#${name}@${encodeURIComponent(placeOf(frame))}${settings.join('')}${own.join('')}`
  return link + (await trainingPart(state, longest - link.length))
}

/** Does an address work in this browser alone? */
export const isLocal = (hash: string): boolean => /^#local[.@]/.test(hash)
