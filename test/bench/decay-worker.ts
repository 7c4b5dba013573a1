/** One draw for each message. */
import { parentPort } from 'node:worker_threads'
import { type DecaySpec, decay } from '../../src/index.ts'

parentPort!.on('message', ({ spec, draw }: { spec: DecaySpec; draw: number }) =>
  parentPort!.postMessage(decay(spec, draw)),
)
