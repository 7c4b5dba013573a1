import { serve } from '../../work/work.ts'
import { descend } from './descend.ts'

serve(descend)
