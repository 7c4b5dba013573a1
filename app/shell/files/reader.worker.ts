import { serve } from '../../work/work.ts'
import { readAgain } from './reading.ts'

serve(readAgain)
