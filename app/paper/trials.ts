/** Starts, pauses and drops trials; at most two train at a time. */
import type { Settings } from '../../src/index.ts'
import { addTrial, dropTrial, putTrial, sameTrial, type Trial, useTrials } from '../store/trials.ts'
import type { Order, Report } from './train.worker.ts'
import TrainWorker from './train.worker.ts?worker&inline'

const together = 2
const workers = new Map<string, Worker>()
const key = ({ network, gradient, seed }: Settings) => `${network} ${gradient} ${seed}`
const trialOf = (settings: Settings): Trial | undefined =>
  useTrials.getState().trials.find((each) => sameTrial(each.settings, settings))

/** Points of a curve; a long one keeps every other. */
const most = 600

export function start(settings: Settings): void {
  stop(settings)
  addTrial(settings)
  next()
}

export function pause(settings: Settings, on: boolean): void {
  workers.get(key(settings))?.postMessage({ pause: on } satisfies Order)
  putTrial(settings, { state: on ? 'paused' : 'running' })
}

export function stop(settings: Settings): void {
  end(settings)
  dropTrial(settings)
  next()
}

function end(settings: Settings): void {
  workers.get(key(settings))?.terminate()
  workers.delete(key(settings))
}

function next(): void {
  const waiting = useTrials.getState().trials.find((each) => each.state === 'waiting')
  if (!waiting || workers.size >= together) return
  const { settings } = waiting
  const worker = new TrainWorker()
  workers.set(key(settings), worker)
  worker.onmessage = ({ data }: MessageEvent<Report>) => told(settings, data)
  worker.onerror = () => {
    end(settings)
    putTrial(settings, { state: 'failed' })
    next()
  }
  putTrial(settings, { state: 'running' })
  worker.postMessage({ start: settings } satisfies Order)
  next()
}

function told(settings: Settings, { progress, seconds, wrong }: Report): void {
  const trial = trialOf(settings)
  if (!trial) return
  const seen = Math.min(2000, progress.sequences)
  const point = {
    sequences: progress.sequences,
    error: progress.recentError,
    wrong: progress.recentWrong / seen,
  }
  const longer = [...trial.history, point]
  const history =
    longer.length > most ? longer.filter((_, i) => i % 2 === 0 || i === longer.length - 1) : longer
  if (wrong === undefined) putTrial(settings, { progress, history, seconds })
  else {
    putTrial(settings, { progress, history, seconds, wrong, state: progress.solved ? 'solved' : 'unsolved' })
    end(settings)
    next()
  }
}
