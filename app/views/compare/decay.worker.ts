/** One draw for each message. */
import { done, type Job } from './job.ts'

addEventListener('message', ({ data }: MessageEvent<Job>) => postMessage({ key: data.key, draw: done(data) }))
