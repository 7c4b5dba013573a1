import type { Posted } from '../store/task.ts'
import {
  type Shares,
  type SharesQuestion,
  type StepAnswer,
  type StepQuestion,
  sharesAnswer,
  stepAnswer,
} from './close.ts'

addEventListener('message', ({ data }: MessageEvent<StepQuestion | SharesQuestion>) => {
  const answer = data.kind === 'step' ? stepAnswer(data) : sharesAnswer(data)
  postMessage({ answer } satisfies Posted<StepAnswer | readonly Shares[]>)
})
