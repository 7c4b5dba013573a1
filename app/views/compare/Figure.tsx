/** The main figure: gradient norms against lag, with the values at the crosshair. */

import { useMemo, useRef, useState } from 'react'
import { numberText } from '../../../src/index.ts'
import { DecayPlot } from '../../figure/DecayPlot.tsx'
import { Save } from '../../parts/take/Save.tsx'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import { useWords, type Words } from '../../words/words.ts'
import { captionOf } from './caption.ts'
import { csvOfCurves } from './csv.ts'
import { curvesOf, type Shown, statesOfAll } from './curves.ts'
import styles from './Figure.module.css'
import { stepsOf } from './job.ts'
import { Limits } from './Limits.tsx'
import { Readout } from './Readout.tsx'
import { Switches } from './Switches.tsx'
import type { Setup } from './setup.ts'
import { stepIn } from './stepIn.ts'
import { useTexts } from './texts.ts'
import type { Found } from './useDraws.ts'

interface Props {
  readonly setup: Setup
  readonly found: readonly (Found | undefined)[]
  readonly names: readonly string[]
}

export function Figure({ setup, found, names }: Props) {
  const session = useSession()
  const words = useWords()
  const texts = useTexts()
  const holder = useRef<HTMLElement>(null)
  const { models, log, against, draws } = setup
  const steps = Math.max(2, ...models.map((entry) => stepsOf(entry, setup)))
  const [pointed, setPointed] = useState<number | null>(null)
  const lag = Math.min(pointed ?? setup.at, steps - 1)
  const curves = useMemo(
    () => curvesOf(setup, found, names, texts, words),
    [setup, found, names, texts, words],
  )
  const [picked, setPicked] = useState<string | undefined>(undefined)
  const usual = curves.find(({ model }) => model === setup.pick)
  const chosen = curves.find(({ id, model }) => id === picked && model === setup.pick) ?? usual

  const open = (model: number, state: string, at: number) =>
    stepIn(session, models[model]!, setup, { lag: at, state, name: names[model]! }, texts)
  const choose = (id: string) => {
    const curve = curves.find((each) => each.id === id)
    setPicked(id)
    if (curve) session.changeParams({ pick: String(curve.model + 1) })
  }
  const ready = Math.min(...found.map((each) => (each && !each.stale ? each.draws : 0)))
  const lost = found.reduce((sum, each) => sum + (each?.failed ?? 0), 0)
  const flipped = against === 't'
  return (
    <figure data-part="decay" className={styles.figure} ref={holder}>
      <Switches setup={setup} states={statesOfAll(setup)} />
      <DecayPlot
        curves={curves}
        steps={steps}
        log={log}
        against={against}
        lag={lag}
        chosen={chosen?.id}
        label={texts.figure.label}
        said={texts.figure.said(lag, steps - lag, chosen ? saidOf(words, chosen, lag, names) : '')}
        axisNames={{
          x: flipped ? texts.figure.t : texts.figure.lag,
          y: texts.figure.y,
          ends: flipped ? [texts.figure.nearT, texts.figure.farT] : [texts.figure.near, texts.figure.far],
        }}
        onPoint={setPointed}
        onLag={(at) => {
          setPointed(null)
          session.changeParams({ at: String(at) })
        }}
        onChoose={choose}
        onOpen={(id, at) => {
          const curve = curves.find((each) => each.id === id)
          if (curve) open(curve.model, curve.quantity.kind === 'state' ? curve.quantity.of : 'h', at)
        }}
      />
      <figcaption>
        <p className={ui.hint}>
          {draws > 1 ? texts.figure.bandOf(draws) : texts.figure.oneDraw} {texts.figure.thick}{' '}
          {texts.figure.keys}
        </p>
        <p data-part="progress" className={`${styles.progress} ${ui.hint}`} role="status">
          {ready + lost < draws ? texts.figure.progress(ready, draws) : ''}
          {lost > 0 ? texts.figure.notComputed(lost) : ''}
        </p>
      </figcaption>
      <Limits setup={setup} found={found} names={names} />
      <Readout
        setup={setup}
        names={names}
        curves={curves}
        steps={steps}
        lag={lag}
        onOpen={(model, state) => open(model, state, lag)}
      />
      <Save
        name="gradient-decay"
        figure={holder}
        caption={captionOf(setup, names, texts)}
        csv={() => csvOfCurves(curves, steps)}
      />
    </figure>
  )
}

const saidOf = (words: Words, { model, quantity, values }: Shown, lag: number, names: readonly string[]) =>
  words.labelled(
    words.list([names[model]!, quantity.name]),
    lag < values.length ? numberText(values[lag]!, 3) : '–',
  )
