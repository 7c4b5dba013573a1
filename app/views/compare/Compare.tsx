/** How gradients decay in an RNN, an LSTM and a GRU, and what decides it. */

import { useEffect, useMemo, useState } from 'react'
import { later } from '../../parts/boundary/later.tsx'
import { LinkMistakes } from '../../parts/notices/LinkMistakes.tsx'
import { useStore } from '../../state/store.ts'
import { panelIn } from '../../state/views.ts'
import { useWords } from '../../words/words.ts'
import styles from './Compare.module.css'
import { Figure } from './Figure.tsx'
import { Models } from './Models.tsx'
import { nameOf } from './name.ts'
import { Presets } from './Presets.tsx'
import { SideBySide } from './SideBySide.tsx'
import { Sliders } from './Sliders.tsx'
import { modelsIn, setupOf } from './setup.ts'
import { useTexts } from './texts.ts'
import { useDraws } from './useDraws.ts'

const OneStep = later(() => import('./OneStep.tsx'))
const WeightShares = later(() => import('./WeightShares.tsx'))

export default function Compare() {
  const texts = useTexts()
  const words = useWords()
  const params = useStore((s) => s.params)
  const experiment = useStore((s) => s.experiment)
  const trained = useStore((s) => s.trained)
  const given = useMemo(
    () => modelsIn(params.models, experiment, trained),
    [params.models, experiment, trained],
  )
  const setup = useMemo(() => setupOf(params, given), [params, given])
  const names = useMemo(
    () => setup.models.map((entry) => nameOf(entry, texts, words)),
    [setup.models, texts, words],
  )
  const found = useDraws(setup)
  // The model that is looked at closely is computed after the curves.
  const filling = found.some((each) => !each || each.stale || each.draws + each.failed < setup.draws)
  const [filled, setFilled] = useState(false)
  useEffect(() => {
    if (!filling) setFilled(true)
  }, [filling])
  const alone = useStore(panelIn) === 'chart'
  return (
    <>
      <h2 className={styles.title}>{texts.title}</h2>
      <p className={styles.lead}>{texts.intro}</p>
      <LinkMistakes mistakes={setup.mistakes} />
      <Presets setup={setup} />
      <div className={styles.bench}>
        <Figure setup={setup} found={found} names={names} />
        <aside className={styles.controls} aria-label={texts.models.title}>
          <Models setup={setup} names={names} />
          <Sliders setup={setup} />
        </aside>
      </div>
      {filled && !alone && (
        <>
          <OneStep setup={setup} names={names} wait={filling} />
          <WeightShares setup={setup} names={names} wait={filling} />
        </>
      )}
      {!alone && <SideBySide setup={setup} names={names} />}
    </>
  )
}
