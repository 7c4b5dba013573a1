import { serve } from '../../work/work.ts'
import { check } from './check.ts'

serve(check)
