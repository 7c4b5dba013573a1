/** What is printed: which steps, with numbers or blanks, for whom. The key is printed apart. */
import { useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import {
  type Frame,
  goesOn,
  groupOf,
  type Phase,
  placeOf,
  roundedWeights,
  type Trace,
} from '../../../src/index.ts'
import { Prose } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import { useReading } from '../../state/store.ts'
import { traceOf } from '../../state/trace.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { placeTitle, textOf } from '../equation/explain.ts'
import alongStyles from './Along.module.css'
import { framesIn, phases, type Scope, scopes, studentsOf, toggled } from './exercises.ts'
import styles from './PrintSheet.module.css'
import { type Copy, type Kind, type Room, rooms, Sheet } from './Sheet.tsx'
import { useTexts } from './texts.ts'

export function PrintSheet({ trace, frame }: { readonly trace: Trace; readonly frame: Frame }) {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const [scope, setScope] = useState<Scope>('timestep')
  const [parts, setParts] = useState<ReadonlySet<Phase>>(new Set([frame.phase]))
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  const [kind, setKind] = useState<Exclude<Kind, 'key'>>('numbers')
  const [room, setRoom] = useState<Room>('none')
  const [who, setWho] = useState('')
  const [printing, setPrinting] = useState<{ readonly copies: readonly Copy[]; readonly kind: Kind }>()
  const reading = useReading()
  // Of two weights that are written as one, one has the formula of both.
  const offered = framesIn(trace, frame, scope, parts, (each) => groupOf(each, trace.net, 'idea')).filter(
    (each) => !goesOn(trace, each, reading),
  )
  const steps = offered.filter((each) => !off.has(placeOf(each))).map((each) => each.index)
  const found = studentsOf(who)
  const ready = found.ok && steps.length > 0

  function print(what: Kind): void {
    if (!found.ok) return
    const { experiment, learningRate, language } = session.get()
    const copies =
      found.students.length === 0
        ? [{ name: '', trace }]
        : found.students.map(({ name, seed }) => ({
            name,
            trace: traceOf(roundedWeights(experiment, seed), learningRate),
          }))
    const before = document.title
    flushSync(() => setPrinting({ copies, kind: what }))
    // A browser offers the title as the name of the file.
    const title = textOf(experiment.title, language) || words.ownExperiment
    document.title = what === 'key' ? texts.keyOf(title) : title
    const end = () => {
      document.title = before
      setPrinting(undefined)
    }
    addEventListener('afterprint', end, { once: true })
    void document.fonts.ready.then(() => window.print())
  }

  return (
    <fieldset data-part="to-print" className={styles.toPrint}>
      <legend>{texts.print}</legend>
      <p data-part="actions" className={`${ui.actions} ${alongStyles.actions}`}>
        <Choice
          label={texts.printWhat}
          value={scope}
          all={scopes}
          names={texts.printSteps}
          onChange={setScope}
        />
        {scope !== 'idea' &&
          phases.map((phase) => (
            <label key={phase}>
              <input
                type="checkbox"
                checked={parts.has(phase)}
                onChange={() => setParts(toggled(parts, phase))}
              />{' '}
              {words.phases[phase]}
            </label>
          ))}
      </p>
      <details>
        <summary>{texts.exercises(steps.length, offered.length)}</summary>
        <div className={styles.exercises}>
          {offered.map((each) => {
            const place = placeOf(each)
            return (
              <label key={place}>
                <input
                  type="checkbox"
                  checked={!off.has(place)}
                  onChange={() => setOff(toggled(off, place))}
                />{' '}
                <Prose trace={trace} t={each.t} text={placeTitle(trace, each, words)} whole />
              </label>
            )
          })}
        </div>
      </details>
      <p data-part="actions" className={`${ui.actions} ${alongStyles.actions}`}>
        <Choice
          label={texts.printHow}
          value={kind}
          all={['numbers', 'blanks']}
          names={texts.printKinds}
          onChange={setKind}
        />
        {kind === 'blanks' && (
          <Choice label={texts.room} value={room} all={rooms} names={texts.rooms} onChange={setRoom} />
        )}
      </p>
      <label className={styles.who}>
        {texts.who}
        <textarea
          rows={2}
          value={who}
          aria-invalid={!found.ok}
          onChange={(event) => setWho(event.target.value)}
        />
      </label>
      <p className={ui.hint} role={found.ok ? undefined : 'alert'}>
        {found.ok ? texts.whoHint : texts.whoWrong[found.wrong](found.detail)}
      </p>
      {steps.length === 0 && <p role="alert">{texts.noSteps}</p>}
      <p data-part="actions" className={`${ui.actions} ${alongStyles.actions}`}>
        <button type="button" disabled={!ready} onClick={() => print(kind)}>
          {texts.printNow}
        </button>
        {kind === 'blanks' && (
          <button type="button" disabled={!ready} onClick={() => print('key')}>
            {texts.printKey}
          </button>
        )}
      </p>
      {printing && createPortal(<Sheet {...printing} steps={steps} room={room} />, document.body)}
    </fieldset>
  )
}

function Choice<T extends string>({
  label,
  value,
  all,
  names,
  onChange,
}: {
  readonly label: string
  readonly value: T
  readonly all: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly onChange: (value: T) => void
}) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {all.map((id) => (
          <option key={id} value={id}>
            {names[id]}
          </option>
        ))}
      </select>
    </label>
  )
}
