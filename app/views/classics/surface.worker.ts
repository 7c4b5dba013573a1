import { serve } from '../../work/work.ts'
import { surfacing } from './surface.ts'

serve(surfacing)
