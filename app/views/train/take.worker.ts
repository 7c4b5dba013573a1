import { serve } from '../../work/work.ts'
import { take } from './take.ts'

serve(take)
