/** The table and the curves as files. Names are identifiers, so that no field needs quotes; lines end as RFC 4180 has it. */
import { fullValue, meanOf, published } from '../../../src/index.ts'
import { keyOf, type NetworkKind, type PaperTraining } from './runs.ts'

const lines = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.join(',')}\r\n`).join('')

const netOf = (kind: NetworkKind) => (kind === 'rnn' ? ['rnn', 'full'] : ['lstm-1997', kind])
const number = (n: number | null | undefined) => (n == null ? '' : fullValue(n))

/** What the table shows: the row of the paper, each seed, the mean of those that solved the task. */
export function tableCsv(
  kinds: readonly NetworkKind[],
  seeds: readonly number[],
  runs: ReadonlyMap<string, PaperTraining>,
): string {
  const header =
    'source,network,gradient,seed,n,state,sequences,interval_low,interval_high,recent_error,wrong,tested,seconds'
  const paper = [
    'paper,lstm-1997,truncated,mean',
    published.trials,
    'solved',
    published.sequences,
    ',,',
    published.wrong,
    published.tested,
    '',
  ]
  const rows = kinds.flatMap((kind) => {
    const all = seeds.map((seed) => runs.get(keyOf(kind, seed)))
    const solved = all.filter((run) => run?.state === 'solved')
    const mean = meanOf(solved.map((run) => run!.points.at(-1)!.sequences))
    const wrong = meanOf(solved.map((run) => run!.wrong!))
    return [
      ...seeds.map((seed, i) => {
        const run = all[i]
        const last = run?.points.at(-1)
        return [
          'unrolled',
          ...netOf(kind),
          seed,
          1,
          run?.state ?? 'none',
          number(last?.sequences),
          '',
          '',
          number(last?.recentError),
          number(run?.wrong),
          run?.wrong == null ? '' : published.tested,
          run ? run.seconds.toFixed(2) : '',
        ]
      }),
      ...(mean
        ? [
            [
              'unrolled',
              ...netOf(kind),
              'mean',
              mean.n,
              'solved',
              number(mean.mean),
              number(mean.interval?.[0]),
              number(mean.interval?.[1]),
              '',
              number(wrong?.mean),
              published.tested,
              '',
            ],
          ]
        : []),
    ]
  })
  return lines([[header], paper, ...rows])
}

/** Every point of the curves. */
export function curvesCsv(runs: readonly PaperTraining[]): string {
  return lines([
    ['network,gradient,seed,sequences,recent_error,recent_wrong'],
    ...runs.flatMap(({ kind, seed, points }) =>
      points.map((p) => [...netOf(kind), seed, p.sequences, fullValue(p.recentError), p.recentWrong]),
    ),
  ])
}
