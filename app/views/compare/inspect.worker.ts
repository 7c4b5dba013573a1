import type { Progress } from '../../../src/index.ts'
import { serve } from '../../work/work.ts'
import {
  type Shares,
  type SharesQuestion,
  type StepAnswer,
  type StepQuestion,
  sharesWork,
  stepWork,
  type TooLarge,
} from './inspect.ts'

serve<StepQuestion | SharesQuestion, Progress, StepAnswer | TooLarge | readonly Shares[]>((question) =>
  question.kind === 'step' ? stepWork(question) : sharesWork(question),
)
