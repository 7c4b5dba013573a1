import { type ShareAsked, shareWorker } from '../../../src/index.ts'

const answer = shareWorker()
addEventListener('message', ({ data }: MessageEvent<ShareAsked>) => postMessage(answer(data)))
