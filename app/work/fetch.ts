/** Parts of the page that are fetched when they are first needed, and what is to be done where one cannot be had. */

/** Why a part could not be had: the server did not answer, or it answers and does not have the part (any more). */
export type Cause = 'away' | 'gone'

/** A part of the page could not be fetched. */
export class Unfetched extends Error {
  readonly reason: Cause
  constructor(reason: Cause, cause: unknown) {
    super(`a part of the page could not be fetched: ${reason}`, { cause })
    this.reason = reason
  }
}

let attempts = 0

/**
 * What `load` imports. Some browsers keep a failed import and fail at once when it is asked for again: where the file can be had by
 * now, it is imported by another address. The browsers that do so name the address of a failed import in its error.
 */
export async function fetched<M>(load: () => Promise<M>): Promise<M> {
  try {
    return await load()
  } catch (error) {
    const url = String(error).match(/https?:\/\/\S+\.js/)?.[0]
    if (!(await answers(url ?? location.href))) throw new Unfetched('away', error)
    if (url === undefined) throw new Unfetched('gone', error)
    attempts++
    try {
      return (await import(/* @vite-ignore */ `${url}?again=${attempts}`)) as M
    } catch (again) {
      throw new Unfetched((await answers(url)) ? 'gone' : 'away', again)
    }
  }
}

/** Does the server answer at all, whatever it says? */
export async function answers(url: string): Promise<boolean> {
  if (!/^https?:/.test(url)) return true
  try {
    await fetch(url, { method: 'HEAD', cache: 'no-store' })
    return true
  } catch {
    return false
  }
}
