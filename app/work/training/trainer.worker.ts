import type { Report, Told } from './messages.ts'
import { trainer } from './trainer.ts'

const hear = trainer((report: Report) => postMessage(report))
addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data))
