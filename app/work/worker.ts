/** What becomes of a message to a worker. */
export interface Heard<A> {
  readonly answer: (data: A) => void
  /** the computation broke; `detail` says how, as the browser puts it */
  readonly broke: (detail: string) => void
  /** the browser has no workers, or does not let this one begin: what it is for is to be computed here */
  readonly none: () => void
}

/** Starts a worker; undefined where there are none. One that the browser does not let begin says so later, and without a message. */
export function startWorker<A>(worker: new () => Worker, heard: Heard<A>): Worker | undefined {
  let started: Worker
  try {
    started = new worker()
  } catch {
    heard.none()
    return undefined
  }
  started.onmessage = ({ data }: MessageEvent<A>) => heard.answer(data)
  started.onerror = (event: Event) => {
    event.preventDefault()
    started.terminate()
    if (event instanceof ErrorEvent) heard.broke(event.message)
    else heard.none()
  }
  return started
}
