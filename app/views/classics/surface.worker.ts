import type { Posted } from '../../work/task.ts'
import { type Surfaced, surfaced } from './surface.ts'

addEventListener('message', () => postMessage({ answer: surfaced() } satisfies Posted<Surfaced>))
