import { serve } from '../../work/work.ts'
import { drawing } from './job.ts'

serve(drawing)
