/** Experiment 6a of Hochreiter & Schmidhuber 1997 from several seeds, until it is solved. The paper: 31,390 sequences, mean of 20 trials. */
import { type Settings, trainer } from '../../src/index.ts'

interface Line {
  readonly seed: number | 'mean'
  /** how many it took, or `most` */
  readonly sequences: number
  /** of 2,560 fresh sequences */
  readonly wrong: number
  readonly seconds: number
}

/** A line for each seed as soon as it is done, and the mean. An RNN, which does not solve it, is stopped after 20,000 sequences. */
export function* benchPaper(
  network: Settings['network'],
  gradient: Settings['gradient'],
  seeds: readonly number[] = [1, 2, 3, 4, 5],
): Generator<Line> {
  const most = network === 'rnn' ? 20_000 : 100_000
  const lines: Line[] = []
  for (const seed of seeds) {
    const from = performance.now()
    const of = trainer({ network, gradient, seed })
    const { sequences } = of.advance(most)
    const seconds = Number(((performance.now() - from) / 1000).toFixed(2))
    lines.push({ seed, sequences, wrong: of.test(), seconds })
    yield lines.at(-1)!
  }
  const mean = (key: 'sequences' | 'wrong' | 'seconds') =>
    Number((lines.reduce((sum, line) => sum + line[key], 0) / lines.length).toFixed(2))
  yield { seed: 'mean', sequences: mean('sequences'), wrong: mean('wrong'), seconds: mean('seconds') }
}
