import { serve } from '../../work/work.ts'
import { training } from './train.ts'

serve(training)
