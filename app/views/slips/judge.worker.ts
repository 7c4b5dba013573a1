import { serve } from '../../work/work.ts'
import { judging } from './judging.ts'

serve(judging)
