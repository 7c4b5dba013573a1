/** The row of the paper, and below it ours: a row a seed, and their mean. */
import { fullValue, meanOf, published, trainer } from '../../../src/index.ts'
import numStyles from '../../figure/Num.module.css'
import { Num } from '../../figure/Num.tsx'
import { saveFile } from '../../ui/save.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useWords } from '../../words/words.ts'
import type { Choice } from './choice.ts'
import { tableCsv } from './csv.ts'
import { Count, count } from './numbers.tsx'
import paperStyles from './Paper.module.css'
import styles from './Results.module.css'
import { isOver, keyOf, most, type NetworkKind, type PaperTraining, type Runs } from './runs.ts'
import { type Texts, useTexts } from './texts.ts'

const columns = 5

/** How many weights the RNN has; the LSTM has those of the paper. */
const weightsOf = (() => {
  let found: number | undefined
  return (kind: NetworkKind): number => {
    if (kind !== 'rnn') return published.weights
    found ??= trainer({ network: 'rnn', gradient: 'full', seed: 1 }).weights
    return found
  }
})()

export function Results({ choice, runs }: { readonly choice: Choice; readonly runs: Runs }) {
  const texts = useTexts()
  const { kinds, seeds } = choice
  const of = (kind: NetworkKind) => seeds.map((seed) => runs.runs.get(keyOf(kind, seed)))
  // While some seeds still train, the mean is one of the fast seeds alone, and nothing is concluded from it.
  const all = of('truncated').every((run) => run !== undefined && isOver(run))
  const truncated = all ? meanOf(solvedOf(of('truncated'))) : null
  return (
    <>
      <Wide className={styles.wideTable} label={texts.tableLabel}>
        <table data-part="results" className={styles.results}>
          <thead>
            <tr>
              <th scope="col">{texts.columns.seed}</th>
              <th scope="col">{texts.columns.sequences}</th>
              <th scope="col">{texts.columns.error}</th>
              <th scope="col">{texts.columns.wrong(count(published.tested))}</th>
              <td />
            </tr>
          </thead>
          <tbody data-part="published" className={styles.published}>
            <Heading text={texts.paperRow} weights={published.weights} texts={texts} />
            <tr>
              <th scope="row">{texts.meanOfTrials(published.trials)}</th>
              <td>{count(published.sequences)}</td>
              <td>{texts.below('0.1')}</td>
              <td>{published.wrong}</td>
              <td />
            </tr>
          </tbody>
          {kinds.map((kind) => (
            <tbody key={kind} data-kind={kind}>
              <Heading text={texts.kinds[kind]} weights={weightsOf(kind)} texts={texts} />
              {seeds.map((seed, i) => (
                <Row key={seed} seed={seed} run={of(kind)[i]} paused={runs.paused} texts={texts} />
              ))}
              <MeanRow runs={of(kind)} texts={texts} />
            </tbody>
          ))}
        </table>
      </Wide>
      {truncated?.interval && kinds.includes('truncated') && (
        <p data-part="finding" className={styles.finding}>
          {(published.sequences >= truncated.interval[0] && published.sequences <= truncated.interval[1]
            ? texts.inside
            : texts.outside)(count(Math.round(truncated.mean)), truncated.n, count(published.sequences))}
        </p>
      )}
      {kinds.includes('rnn') && of('rnn').some((run) => run?.state === 'unsolved') && (
        <p data-part="finding" className={styles.finding}>
          {texts.rnnFails}
        </p>
      )}
      <p className={ui.hint}>{texts.intervalHint}</p>
      <p data-part="actions" className={`${ui.actions} ${paperStyles.actions}`}>
        <button
          type="button"
          onClick={() => saveFile('experiment-6a.csv', [tableCsv(kinds, seeds, runs.runs)], 'text/csv')}
        >
          {texts.tableCsv}
        </button>
      </p>
    </>
  )
}

const solvedOf = (runs: readonly (PaperTraining | undefined)[]): number[] =>
  runs.flatMap((run) => (run?.state === 'solved' ? [run.points.at(-1)!.sequences] : []))

interface HeadingProps {
  readonly text: string
  readonly weights: number
  readonly texts: Texts
}

function Heading({ text, weights, texts }: HeadingProps) {
  return (
    <tr className={styles.heading}>
      <th scope="rowgroup" colSpan={columns}>
        <span className={styles.stick}>
          {text} <span className={styles.weights}>· {texts.weights(count(weights))}</span>
        </span>
      </th>
    </tr>
  )
}

interface RowProps {
  readonly seed: number
  readonly run: PaperTraining | undefined
  readonly paused: boolean
  readonly texts: Texts
}

function Row({ seed, run, paused, texts }: RowProps) {
  const words = useWords()
  const last = run?.points.at(-1)
  const state = run === undefined ? 'none' : run.state === 'training' && paused ? 'paused' : run.state
  const mark = texts.marks[state as keyof typeof texts.marks]
  return (
    <tr data-seed={seed} data-state={state}>
      <th scope="row">{seed}</th>
      <td>
        {last && state === 'unsolved' && '> '}
        {last && <Count value={last.sequences} />}
        {last && run && !isOver(run) && ' …'}
      </td>
      <td>{last && <Num value={last.recentError} digits={3} />}</td>
      <td>{run?.wrong != null && <Count value={run.wrong} />}</td>
      <td className={styles.state}>
        {mark && <b aria-hidden="true">{mark} </b>}
        {texts.states[state]}
        {run && run.seconds > 0 && (
          <span className={styles.weights}> · {texts.seconds(run.seconds.toFixed(1))}</span>
        )}
        {state === 'training' && (
          <progress
            max={most}
            value={last?.sequences ?? 0}
            aria-label={words.aside(texts.states.training, `${texts.columns.seed} ${seed}`)}
          />
        )}
      </td>
    </tr>
  )
}

/** The mean of the seeds that solved the task, and how many did. */
function MeanRow({
  runs,
  texts,
}: {
  readonly runs: readonly (PaperTraining | undefined)[]
  readonly texts: Texts
}) {
  const over = runs.filter((run) => run !== undefined && isOver(run)).length
  const solved = runs.filter((run) => run?.state === 'solved')
  const sequences = meanOf(solvedOf(runs))
  const wrong = meanOf(solved.map((run) => run!.wrong!))
  if (over === 0) return null
  if (!sequences || !wrong)
    return (
      <tr className={styles.mean}>
        <th scope="row" colSpan={columns}>
          {texts.noneSolved(over, count(most))}
        </th>
      </tr>
    )
  const [low, high] = sequences.interval ?? [0, 0]
  return (
    <tr className={styles.mean}>
      <th scope="row">{texts.mean(sequences.n)}</th>
      <td>
        <data
          className={numStyles.num}
          data-value={fullValue(sequences.mean)}
          value={fullValue(sequences.mean)}
        >
          {count(Math.round(sequences.mean))}
        </data>
      </td>
      <td />
      <td>
        <Num value={wrong.mean} digits={2} />
      </td>
      <td className={styles.state}>
        {sequences.interval ? texts.interval(count(Math.round(low)), count(Math.round(high))) : texts.oneSeed}
        {solved.length < over && <> · {texts.solvedOf(solved.length, over)}</>}
        {over < runs.length && <> · {texts.soFar(over, runs.length)}</>}
      </td>
    </tr>
  )
}
