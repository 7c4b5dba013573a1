/** Experiment 6a of Hochreiter & Schmidhuber 1997, trained live: the paper's row, and ours. */
import { useMemo } from 'react'
import { LinkMistakes } from '../../parts/notices/LinkMistakes.tsx'
import { useStore } from '../../state/store.ts'
import { Controls } from './Controls.tsx'
import { Curves } from './Curves.tsx'
import { choiceOf } from './choice.ts'
import { Example } from './Example.tsx'
import { Network } from './Network.tsx'
import styles from './Paper.module.css'
import { Results } from './Results.tsx'
import { keyOf, useRuns } from './runs.ts'
import { useTexts } from './texts.ts'

export default function Paper() {
  const texts = useTexts()
  const params = useStore((s) => s.params)
  const choice = useMemo(() => choiceOf(params), [params])
  const runs = useRuns()
  const shown = useMemo(
    () =>
      choice.kinds
        .flatMap((kind) => choice.seeds.map((seed) => runs.runs.get(keyOf(kind, seed))))
        .filter((run) => run !== undefined),
    [choice, runs.runs],
  )
  return (
    <>
      <h2>{texts.title}</h2>
      <p className={styles.lead}>{texts.lead}</p>
      <LinkMistakes mistakes={choice.mistakes} />
      <section className={styles.section} aria-labelledby="paper-task">
        <h3 id="paper-task">{texts.task}</h3>
        <p className={styles.read}>{texts.taskText}</p>
        <Example seed={choice.example} />
      </section>
      <section className={styles.section} aria-labelledby="paper-train">
        <h3 id="paper-train">{texts.train}</h3>
        <Controls choice={choice} raw={params.seeds} />
        <Curves kinds={choice.kinds} shown={shown} />
      </section>
      <section className={styles.section} aria-labelledby="paper-table">
        <h3 id="paper-table">{texts.table}</h3>
        <Results choice={choice} runs={runs} />
      </section>
      <section className={styles.section} aria-labelledby="paper-net">
        <h3 id="paper-net">{texts.net}</h3>
        <Network />
      </section>
      <section className={styles.section} aria-labelledby="paper-deviations">
        <h3 id="paper-deviations">{texts.deviations}</h3>
        <ul className={styles.read}>
          {texts.deviationList.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        <p className={styles.read}>{texts.same}</p>
      </section>
    </>
  )
}
