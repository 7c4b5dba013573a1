import { serve } from '../../work/work.ts'
import { deriving } from './found.ts'

serve(deriving)
