import type { Posted } from '../../work/task.ts'
import {
  type Shares,
  type SharesQuestion,
  type StepAnswer,
  type StepQuestion,
  sharesAnswer,
  stepAnswer,
  type TooLarge,
} from './close.ts'

addEventListener('message', ({ data }: MessageEvent<StepQuestion | SharesQuestion>) => {
  let last = performance.now()
  const told = (done: number, total: number) => {
    if (performance.now() - last < 100) return
    last = performance.now()
    postMessage({ done, total } satisfies Posted<StepAnswer>)
  }
  const answer = data.kind === 'step' ? stepAnswer(data, told) : sharesAnswer(data)
  postMessage({ answer } satisfies Posted<StepAnswer | TooLarge | readonly Shares[]>)
})
