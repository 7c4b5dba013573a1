/** What is to be trained, and the buttons that start, pause and cancel it. Nothing starts by itself. */
import { useState } from 'react'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import styles from './Controls.module.css'
import { type Choice, networks, seedsAtMost, seedsOf, truncations, usualSeeds } from './choice.ts'
import paperStyles from './Paper.module.css'
import { cancel, goOn, isBusy, isOver, keyOf, pause, train, useRuns } from './runs.ts'
import { useTexts } from './texts.ts'

export function Controls({ choice, raw }: { readonly choice: Choice; readonly raw: string | undefined }) {
  const session = useSession()
  const texts = useTexts()
  const { network, truncation, kinds, seeds } = choice
  return (
    <>
      <div data-part="choices" className={styles.choices}>
        <Switch
          legend={texts.network}
          name="network"
          all={networks}
          labels={texts.networks}
          value={network}
          onChange={(value) => session.changeParams({ network: value === networks[0] ? null : value })}
        />
        <Switch
          legend={texts.truncation}
          name="truncation"
          all={truncations}
          labels={texts.truncations}
          value={truncation}
          disabled={network === 'rnn'}
          onChange={(value) => session.changeParams({ truncation: value === truncations[0] ? null : value })}
        />
        <Seeds value={raw !== undefined && seedsOf(raw) ? raw : usualSeeds} />
      </div>
      <p className={ui.hint}>
        {network !== 'rnn' && texts.truncationHints[truncation]} {network !== 'lstm' && texts.rnnHint}
      </p>
      <Buttons wanted={seeds.flatMap((seed) => kinds.map((kind) => ({ kind, seed })))} />
    </>
  )
}

interface SwitchProps<T extends string> {
  readonly legend: string
  readonly name: string
  readonly all: readonly T[]
  readonly labels: Readonly<Record<T, string>>
  readonly value: T
  readonly disabled?: boolean
  readonly onChange: (value: T) => void
}

function Switch<T extends string>({ legend, name, all, labels, value, disabled, onChange }: SwitchProps<T>) {
  return (
    <fieldset className={styles.switch} disabled={disabled}>
      <legend>{legend}</legend>
      {all.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
          {labels[each]}
        </label>
      ))}
    </fieldset>
  )
}

/** What is typed becomes the choice as soon as it can be read. */
function Seeds({ value }: { readonly value: string }) {
  const session = useSession()
  const texts = useTexts()
  const [draft, setDraft] = useState<string | null>(null)
  const invalid = draft !== null && !seedsOf(draft)
  return (
    <div className={styles.seeds}>
      <label htmlFor="paper-seeds">{texts.seeds}</label>
      <input
        id="paper-seeds"
        value={draft ?? value}
        size={12}
        maxLength={200}
        aria-invalid={invalid}
        aria-describedby="paper-seeds-hint"
        onChange={({ target }) => {
          setDraft(target.value)
          if (seedsOf(target.value))
            session.changeParams({ seeds: target.value === usualSeeds ? null : target.value })
        }}
        onBlur={() => setDraft(null)}
      />
      <span id="paper-seeds-hint" className={ui.hint} role={invalid ? 'alert' : undefined}>
        {invalid ? texts.seedsInvalid(seedsAtMost) : texts.seedsHint(seedsAtMost)}
      </span>
    </div>
  )
}

function Buttons({ wanted }: { readonly wanted: Parameters<typeof train>[0] }) {
  const texts = useTexts()
  const { runs, paused } = useRuns()
  const all = [...runs.values()]
  const training = all.filter(({ state }) => state === 'training').length
  const waiting = all.filter(({ state }) => state === 'waiting').length
  const busy = training + waiting > 0
  const left = wanted.filter(({ kind, seed }) => {
    const run = runs.get(keyOf(kind, seed))
    return !run || !(isOver(run) || isBusy(run))
  })
  const queued = wanted.some(({ kind, seed }) => {
    const run = runs.get(keyOf(kind, seed))
    return run && isBusy(run)
  })
  const label = left.length > 0 ? texts.start(left.length) : queued ? texts.queued : texts.nothingLeft
  return (
    <div data-part="actions" className={`${ui.actions} ${paperStyles.actions}`}>
      {/* Buttons that can do nothing now stay where they are, so that the focus does. */}
      <button
        type="button"
        data-part="train"
        className={styles.primary}
        aria-disabled={left.length === 0}
        onClick={() => left.length > 0 && train(left)}
      >
        {label}
      </button>
      <button type="button" aria-disabled={!busy} onClick={() => busy && (paused ? goOn() : pause())}>
        {paused ? texts.goOn : texts.pause}
      </button>
      <button type="button" aria-disabled={!busy} onClick={() => busy && cancel()}>
        {texts.cancel}
      </button>
      <p role="status">
        {busy
          ? (paused ? texts.paused : texts.busy)(training, waiting)
          : all.some(isOver)
            ? texts.finished
            : texts.idle}
      </p>
      {all
        .filter(({ state }) => state === 'failed')
        .map(({ kind, seed, detail }) => (
          <p key={keyOf(kind, seed)} data-part="trouble" className={ui.trouble} role="alert">
            {texts.failed(texts.kinds[kind], seed, detail.slice(0, 200))}
          </p>
        ))}
    </div>
  )
}
