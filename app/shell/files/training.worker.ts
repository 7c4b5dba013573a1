import { serve } from '../../work/work.ts'
import { readTrainingText } from './trainingText.ts'

serve(readTrainingText)
