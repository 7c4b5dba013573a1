/** Two models stepped with the same keys: a timestep forward in both, then the same gradient sent in and followed back in both. */

import { useMemo } from 'react'
import { keptStates, networkOfChoice, problemOf, record, type Trace } from '../../../src/index.ts'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { useSession } from '../../state/context.ts'
import { type Entry, modelOfEntry } from '../../state/models.ts'
import { useStepper } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import compareStyles from './Compare.module.css'
import { captionOf } from './caption.ts'
import cardStyles from './card.module.css'
import { flatName } from './name.ts'
import { OneTimestep } from './OneTimestep.tsx'
import styles from './SideBySide.module.css'
import { Sizes, sharedScale } from './Sizes.tsx'
import { type Couple, pairText, type Setup } from './setup.ts'
import { documentFor } from './stepIn.ts'
import { useTexts } from './texts.ts'
import { useSettled } from './useSettled.ts'

interface Props {
  readonly setup: Setup
  readonly names: readonly string[]
}

export function SideBySide({ setup, names }: Props) {
  const session = useSession()
  const texts = useTexts()
  const { models, pair } = setup
  if (models.length < 2) return null
  return (
    <section data-part="pair" className={`${cardStyles.card} ${styles.pair}`} aria-labelledby="pair">
      <h3 id="pair">{texts.pair.title}</h3>
      <p className={compareStyles.lead}>{texts.pair.intro}</p>
      <button
        type="button"
        aria-expanded={pair !== null}
        onClick={() =>
          session.changeParams({ pair: pair ? null : pairText({ models: usualPair(models), forward: null }) })
        }
      >
        {pair ? texts.pair.close : texts.pair.open}
      </button>
      {pair && <Pair setup={setup} names={names} pair={pair} />}
    </section>
  )
}

/** The first model that keeps nothing unit by unit, as an RNN, beside the last that keeps a memory of its own, where there are such. */
function usualPair(models: readonly Entry[]): readonly [number, number] {
  const nets = models.map((entry) => networkOfChoice(modelOfEntry(entry)))
  const kept = nets.map((net) => keptStates(net)[0])
  const mixing = Math.max(0, kept.indexOf(undefined))
  const keeping = kept.findLastIndex(
    (state, model) => state !== undefined && state !== nets[model]!.tracks.at(-1)!.h,
  )
  return [mixing, keeping >= 0 && keeping !== mixing ? keeping : mixing === 0 ? 1 : 0]
}

/** Where both stand: at a timestep forward, or so many timesteps back from the last. */
export type Moment =
  | { readonly phase: 'forward'; readonly t: number }
  | { readonly phase: 'backward'; readonly lag: number }

/** What a comparison beyond the stage is cut to. */
const limit = { units: 64, steps: 200 }

function Pair({ setup, names, pair }: Props & { readonly pair: Couple }) {
  const session = useSession()
  const texts = useTexts()
  const { models, hidden, steps, scale, seed } = setup
  const [a, b] = [models[pair.models[0]]!, models[pair.models[1]]!]
  const wanted = useMemo(
    () => ({ entries: [a, b], sizes: { hidden, steps, scale, seed } }),
    [a, b, hidden, steps, scale, seed],
  )
  const settled = useSettled(wanted, 200, false)
  const traces = useMemo(
    () => settled.entries.map((entry) => record(problemOf(documentFor(entry, settled.sizes, limit)))),
    [settled],
  )
  const T = Math.max(...traces.map((trace) => trace.T))
  const last = 2 * T - 1
  const step = pair.forward === null ? T + Math.min(setup.at, T - 1) : Math.min(pair.forward, T) - 1
  const place: Moment = step < T ? { phase: 'forward', t: step + 1 } : { phase: 'backward', lag: step - T }

  const go = (to: number) => {
    const at = Math.max(0, Math.min(last, to))
    // On the way back the crosshair of the figure goes along.
    if (at < T) session.changeParams({ pair: pairText({ ...pair, forward: at + 1 }) })
    else session.changeParams({ pair: pairText({ ...pair, forward: null }), at: String(at - T) })
  }
  useStepper({ by: (direction) => go(step + direction), first: () => go(0), last: () => go(last) })

  const choose = (which: 0 | 1, model: number) =>
    session.changeParams({
      pair: pairText({ ...pair, models: which === 0 ? [model, pair.models[1]] : [pair.models[0], model] }),
    })
  const said =
    place.phase === 'forward' ? texts.pair.forward(place.t, T) : texts.pair.backward(place.lag, T - place.lag)
  const caption = captionOf(setup, names, texts)
  const height = useMemo(() => sharedScale(traces, place.phase), [traces, place.phase])
  return (
    <>
      <div data-part="pair-steps" className={styles.steps}>
        <button type="button" onClick={() => go(step - 1)} disabled={step === 0}>
          {texts.pair.back}
        </button>
        <button type="button" onClick={() => go(step + 1)} disabled={step === last}>
          {texts.pair.on}
        </button>
        <label>
          <b aria-live="polite">{said}</b>
          <input
            type="range"
            min={0}
            max={last}
            value={step}
            aria-valuetext={said}
            onChange={(event) => go(Number(event.target.value))}
          />
        </label>
      </div>
      <p className={ui.hint}>
        {texts.pair.keys} {height.log ? texts.pair.log : texts.pair.linear}
      </p>
      <div className={styles.columns}>
        {([0, 1] as const).map((which) => (
          <div key={which}>
            <p className={styles.head}>
              <Badge model={pair.models[which]} />{' '}
              <select
                aria-label={texts.pair.which(which + 1)}
                value={pair.models[which]}
                onChange={(event) => choose(which, Number(event.target.value))}
              >
                {names.map((name, model) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a model is its place in the list
                  <option key={model} value={model}>
                    {flatName(name)}
                  </option>
                ))}
              </select>
            </p>
            <Column
              trace={traces[which]!}
              place={place}
              scale={height}
              name={`side-by-side-${which + 1}`}
              caption={[texts.pair.model(pair.models[which] + 1, names[pair.models[which]]!), ...caption]}
            />
          </div>
        ))}
      </div>
    </>
  )
}

function Column({
  trace,
  place,
  ...figure
}: {
  readonly trace: Trace
  readonly place: Moment
  readonly scale: ReturnType<typeof sharedScale>
  readonly name: string
  readonly caption: readonly string[]
}) {
  const texts = useTexts()
  const t = place.phase === 'forward' ? place.t : trace.T - place.lag
  if (t < 1 || t > trace.T) return <p className={ui.hint}>{texts.pair.nothing}</p>
  return (
    <>
      <Sizes trace={trace} phase={place.phase} t={t} {...figure} />
      <OneTimestep trace={trace} phase={place.phase} t={t} />
    </>
  )
}
