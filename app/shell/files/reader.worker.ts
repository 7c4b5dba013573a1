/** Reads files beside the page: the files come once, each message has decisions and is answered by a plan. */
import type { Decisions, Into } from '../../../src/index.ts'
import { type Given, type Reader, reader } from './reading.ts'

export interface Asked {
  readonly id: number
  readonly given?: readonly Given[]
  readonly decisions: Decisions
  readonly into: Into
}

let read: Reader | undefined

addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
  const { id, given, decisions, into } = data
  if (given) read = reader(given)
  try {
    postMessage({ id, taken: await read!(decisions, into) })
  } catch (error) {
    postMessage({ id, broke: String(error) })
  }
})
