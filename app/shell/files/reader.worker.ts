import { serve } from '../../work/work.ts'
import { answered } from './reading.ts'

serve(answered)
