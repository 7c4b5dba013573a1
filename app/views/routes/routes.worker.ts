import type { Progress, Routes } from '../../../src/index.ts'
import { serve } from '../../work/work.ts'
import { type AllQuestion, dividing, dividingOne, type One, type OneQuestion } from './one.ts'

serve<AllQuestion | OneQuestion, Progress, Routes | One>((question) =>
  'one' in question ? dividingOne(question) : dividing(question),
)
