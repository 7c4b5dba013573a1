/** Comparisons that each show one thing: one click, one sentence. */

import { useRef } from 'react'
import { presets as ready } from '../../../src/index.ts'
import { bringIntoSight } from '../../figure/sight.ts'
import { useSession } from '../../state/context.ts'
import { textOfEntries } from '../../state/models.ts'
import type { Session } from '../../state/session.ts'
import { useStepper } from '../../state/store.ts'
import styles from './Presets.module.css'
import { type Setup, usual } from './setup.ts'
import { useTexts } from './texts.ts'

interface Ready {
  readonly id: string
  readonly models: readonly string[]
  readonly steps?: number
  readonly inputScale?: number
  readonly truncated?: boolean
  readonly threshold?: number
  readonly next?: string
}

const trained: Ready = {
  id: 'trained',
  models: ['@store-and-ask', '@store-and-ask-rnn', '@store-and-ask-gru'],
}
const presets: readonly Ready[] = [...ready, trained]

const shows = (preset: Ready, { models, steps, scale, path, clip }: Setup) =>
  preset.models.join() === textOfEntries(models) &&
  (preset.id === 'trained' || (preset.steps ?? usual.steps) === steps) &&
  (preset.inputScale ?? 1) === scale &&
  (preset.truncated ?? false) === path &&
  (preset.threshold ?? null) === clip

function choose(session: Session, ready: Ready): void {
  const { id, models, steps, inputScale, truncated, threshold } = ready
  session.changeParams({
    models: id === 'open-gate' ? null : models.join(),
    steps: steps === undefined ? null : String(steps),
    scale: inputScale === undefined ? null : String(inputScale),
    extra: truncated ? 'path' : null,
    clip: threshold === undefined ? null : String(threshold),
    hidden: null,
    at: null,
    pick: null,
  })
}

export function Presets({ setup }: { readonly setup: Setup }) {
  const session = useSession()
  const texts = useTexts()
  const chosen = presets.find((preset) => shows(preset, setup))
  const next = presets.find(({ id }) => id === chosen?.next)
  const finding = useRef<HTMLParagraphElement>(null)
  useStepper({
    by: (direction) => {
      const at = chosen ? presets.indexOf(chosen) + direction : direction === 1 ? 0 : presets.length - 1
      const other = presets[at]
      if (!other) return
      choose(session, other)
      bringIntoSight(finding.current, document.querySelector('[data-part=decay-plot]'))
    },
  })
  const textsFor = (id: string) => texts.presets[id as Exclude<keyof typeof texts.presets, 'label' | 'own'>]
  return (
    <>
      <div data-part="presets" className={styles.presets} role="group" aria-label={texts.presets.label}>
        {presets.map((preset) => (
          <button
            key={preset.id}
            type="button"
            aria-pressed={preset === chosen}
            onClick={() => choose(session, preset)}
          >
            {textsFor(preset.id).name}
          </button>
        ))}
      </div>
      <p ref={finding} data-part="finding" className={styles.finding} aria-live="polite">
        {chosen ? textsFor(chosen.id).says : texts.presets.own}
        {next && (
          <>
            {' '}
            <button type="button" onClick={() => choose(session, next)}>
              {`${textsFor(next.id).name} →`}
            </button>
          </>
        )}
      </p>
    </>
  )
}
