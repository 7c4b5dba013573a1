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
import { placeTitle, textIn } from '../equation/explain.ts'
import alongStyles from './Along.module.css'
import { framesIn, phases, type Scope, scopes, studentsOf, toggled } from './exercises.ts'
import styles from './PrintSheet.module.css'
import { type Copy, type Room, rooms, Sheet, type SheetKind } from './Sheet.tsx'
import { useTexts } from './texts.ts'

interface Props {
  readonly trace: Trace
  readonly frame: Frame
}

export function PrintSheet({ trace, frame }: Props) {
  const texts = useTexts()
  const [scope, setScope] = useState<Scope>('timestep')
  const [parts, setParts] = useState<ReadonlySet<Phase>>(new Set([frame.phase]))
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  const [kind, setKind] = useState<Exclude<SheetKind, 'key'>>('numbers')
  const [room, setRoom] = useState<Room>('none')
  const [who, setWho] = useState('')
  const reading = useReading()
  // Of two weights that are written as one, one has the formula of both.
  const offered = framesIn(trace, frame, scope, parts, (each) => groupOf(each, trace.net, 'idea')).filter(
    (each) => !goesOn(trace, each, reading),
  )
  const steps = offered.filter((each) => !off.has(placeOf(each))).map((each) => each.index)
  const found = studentsOf(who)
  const ready = found.ok && steps.length > 0
  const { printing, print } = usePrint(trace)
  const printFor = (what: SheetKind) => found.ok && print(what, found.students)
  const actions = `${ui.actions} ${alongStyles.actions}`
  return (
    <fieldset data-part="to-print" className={styles.toPrint}>
      <legend>{texts.print}</legend>
      <p data-part="actions" className={actions}>
        <Choice
          label={texts.printWhat}
          value={scope}
          all={scopes}
          names={texts.printSteps}
          onChange={setScope}
        />
        {scope !== 'idea' && <Phases parts={parts} onChange={setParts} />}
      </p>
      <Exercises trace={trace} offered={offered} off={off} onChange={setOff} />
      <p data-part="actions" className={actions}>
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
      <p data-part="actions" className={actions}>
        <button type="button" disabled={!ready} onClick={() => printFor(kind)}>
          {texts.printNow}
        </button>
        {kind === 'blanks' && (
          <button type="button" disabled={!ready} onClick={() => printFor('key')}>
            {texts.printKey}
          </button>
        )}
      </p>
      {printing && createPortal(<Sheet {...printing} steps={steps} room={room} />, document.body)}
    </fieldset>
  )
}

interface Printing {
  readonly copies: readonly Copy[]
  readonly kind: SheetKind
}

/** Prints copies for some students, each with weights of its own; for nobody by name one with those of the page. */
function usePrint(trace: Trace) {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const [printing, setPrinting] = useState<Printing>()
  function print(
    kind: SheetKind,
    students: readonly { readonly name: string; readonly seed: number }[],
  ): void {
    const { experiment, learningRate, language } = session.get()
    const copies =
      students.length === 0
        ? [{ name: '', trace }]
        : students.map(({ name, seed }) => ({
            name,
            trace: traceOf(roundedWeights(experiment, seed), learningRate),
          }))
    const before = document.title
    flushSync(() => setPrinting({ copies, kind }))
    // A browser offers the title as the name of the file.
    const title = textIn(experiment.title, language) || words.ownExperiment
    document.title = kind === 'key' ? texts.keyOf(title) : title
    const end = () => {
      document.title = before
      setPrinting(undefined)
    }
    addEventListener('afterprint', end, { once: true })
    void document.fonts.ready.then(() => window.print())
  }
  return { printing, print }
}

interface PhasesProps {
  readonly parts: ReadonlySet<Phase>
  readonly onChange: (parts: ReadonlySet<Phase>) => void
}

function Phases({ parts, onChange }: PhasesProps) {
  const words = useWords()
  return phases.map((phase) => (
    <label key={phase}>
      <input type="checkbox" checked={parts.has(phase)} onChange={() => onChange(toggled(parts, phase))} />{' '}
      {words.phases[phase]}
    </label>
  ))
}

interface ExercisesProps {
  readonly trace: Trace
  readonly offered: readonly Frame[]
  /** the places of those that are left out */
  readonly off: ReadonlySet<string>
  readonly onChange: (off: ReadonlySet<string>) => void
}

/** Each step that can be printed, to be left out. */
function Exercises({ trace, offered, off, onChange }: ExercisesProps) {
  const texts = useTexts()
  const words = useWords()
  const count = offered.filter((each) => !off.has(placeOf(each))).length
  return (
    <details>
      <summary>{texts.exercises(count, offered.length)}</summary>
      <div className={styles.exercises}>
        {offered.map((each) => {
          const place = placeOf(each)
          return (
            <label key={place}>
              <input
                type="checkbox"
                checked={!off.has(place)}
                onChange={() => onChange(toggled(off, place))}
              />{' '}
              <Prose trace={trace} t={each.t} text={placeTitle(trace, each, words)} whole />
            </label>
          )
        })}
      </div>
    </details>
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
