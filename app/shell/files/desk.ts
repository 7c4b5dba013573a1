/** Where large files are read: in a worker, so that they do not hold the page; on the page where the browser has none. */
import type { Asked } from './reader.worker.ts'
import ReaderWorker from './reader.worker.ts?worker&inline'
import { type Desk, type Given, reader, type Taken } from './reading.ts'

type Posted = { readonly id: number } & ({ readonly taken: Taken } | { readonly broke: string })

export function openDesk(given: readonly Given[]): Desk {
  let worker: Worker
  try {
    worker = new ReaderWorker()
  } catch {
    return { ask: reader(given), close: () => undefined }
  }
  const waiting = new Map<number, { done: (taken: Taken) => void; broke: (error: Error) => void }>()
  const fail = (detail: string) => {
    for (const { broke } of waiting.values()) broke(new Error(detail))
    waiting.clear()
  }
  let count = 0
  let sent = false
  worker.onmessage = ({ data }: MessageEvent<Posted>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('taken' in data) asked?.done(data.taken)
    else asked?.broke(new Error(data.broke))
  }
  worker.onerror = (event) => {
    event.preventDefault()
    fail(event.message ?? '')
  }
  return {
    ask: (decisions, into) =>
      new Promise((done, broke) => {
        const id = ++count
        waiting.set(id, { done, broke })
        const asked: Asked = { id, decisions, into, ...(sent ? {} : { given }) }
        sent = true
        worker.postMessage(asked)
      }),
    close: () => {
      worker.terminate()
      fail('closed')
    },
  }
}
