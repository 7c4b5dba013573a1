import type { Experiment } from '../../../src/index.ts'
import { checking } from './check.ts'

addEventListener('message', ({ data }: MessageEvent<Experiment>) => {
  const next = checking(data)
  for (let report = next(); ; report = next()) {
    postMessage(report)
    if ('check' in report) return
  }
})
