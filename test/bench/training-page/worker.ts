import { type ShareAsked, shareWorker } from '../../../src/index.ts'

const answer = shareWorker()
/** A message that says nothing is answered, so that the page knows that the worker has begun. */
addEventListener('message', ({ data }: MessageEvent<ShareAsked | { readonly begun: true }>) =>
  postMessage('begun' in data ? data : answer(data)),
)
