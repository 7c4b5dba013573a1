import type { Posted } from '../store/task.ts'
import { type Surfaced, surfaced } from './surface.ts'

addEventListener('message', () => postMessage({ answer: surfaced() } satisfies Posted<Surfaced>))
