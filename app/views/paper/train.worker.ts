import { type Ask, trainee } from './train.ts'

const answer = trainee()
addEventListener('message', ({ data }: MessageEvent<Ask>) => postMessage(answer(data)))
