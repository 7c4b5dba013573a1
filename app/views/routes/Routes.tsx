/** The gradient that arrives at the state, divided by route, at every timestep. */
import { useMemo } from 'react'
import {
  carryOf,
  direct,
  dividable,
  gradientOf,
  numberText,
  type Routes,
  routesOf,
  stepOf,
  type Trace,
} from '../../../src/index.ts'
import { type Route, RouteStrip, rowsOf } from '../../figure/RouteStrip.tsx'
import { Prose, SymbolName } from '../../math/Symbol.tsx'
import { LinkMistakes } from '../../parts/notices/LinkMistakes.tsx'
import { Waiting } from '../../parts/notices/Waiting.tsx'
import { useSession } from '../../state/context.ts'
import { useCursor, useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { useTask } from '../../work/task.ts'
import { Arriving } from './Arriving.tsx'
import { countOf, nameAt, unitText } from './element.ts'
import { answerKind, hiddenOf, ideaOf, keptBy, keptWith, kindOf, textIn, useNames } from './naming.ts'
import { dividing, dividingOne, type One, oneOf } from './one.ts'
import { type Choice, choiceOf, stateOf } from './params.ts'
import styles from './Routes.module.css'
import { RouteTable } from './RouteTable.tsx'
import RoutesWorker from './routes.worker.ts?worker&inline'
import { useTexts } from './texts.ts'
import { Ways } from './Ways.tsx'

/** Computed at once up to this many numbers in the state over all timesteps. */
const quick = 1600

const all = { work: dividing, worker: RoutesWorker }
const one = { work: dividingOne, worker: RoutesWorker }

export default function RoutesView() {
  const texts = useTexts()
  const trace = useTrace()
  const params = useStore((s) => s.params)
  const states = useMemo(() => dividable(trace.net), [trace])
  const { of, mistakes } = stateOf(params, states)
  if (of === undefined) return <p role="status">{texts.none}</p>
  return (
    <>
      <Title trace={trace} of={of} />
      <LinkMistakes mistakes={mistakes} />
      {states.length > 1 && <StateChoice trace={trace} of={of} states={states} />}
      {(trace.net.tracks.length > 1 || trace.net.attention.length > 0) && <Ways trace={trace} of={of} />}
      <OfState trace={trace} of={of} />
    </>
  )
}

function Title({ trace, of }: { readonly trace: Trace; readonly of: string }) {
  const texts = useTexts()
  const { plain } = useNames(trace, of)
  return (
    <>
      <h2>{texts.title(plain(of))}</h2>
      <p className={styles.lead}>{texts.intro[kindOf(trace, of)](plain(of))}</p>
    </>
  )
}

function StateChoice({
  trace,
  of,
  states,
}: {
  readonly trace: Trace
  readonly of: string
  readonly states: readonly string[]
}) {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const { plain } = useNames(trace, of)
  const { net } = trace
  const several = net.tracks.length > 1
  const trackName = (name: string) => {
    const { layer = 0, reverse = false } = net.info(name)
    return words.map.track(layer + 1, reverse)
  }
  return (
    <label>
      {texts.ofState}{' '}
      <select
        value={of}
        onChange={({ target: { value } }) =>
          session.changeParams({ along: value === states[0] ? null : value, unit: null, without: null })
        }
      >
        {states.map((name) => (
          <option key={name} value={name}>
            {several ? words.aside(plain(name), trackName(name)) : plain(name)}
          </option>
        ))}
      </select>
    </label>
  )
}

function OfState({ trace, of }: { readonly trace: Trace; readonly of: string }) {
  const texts = useTexts()
  const experiment = useStore((s) => s.experiment)
  const small = countOf(trace, of) * trace.T <= quick
  const question = useMemo(() => ({ experiment, of }), [experiment, of])
  const task = useTask(question, all, small ? () => routesOf(trace, of) : null)
  return (
    <>
      <Waiting task={task} busy={texts.computing} />
      {/* While another state is being divided, the answer in hand is that of the state before. */}
      {task.state === 'done' && task.answer.of === of && (
        <Divided trace={trace} routes={task.answer} small={small} />
      )}
    </>
  )
}

interface Props {
  readonly trace: Trace
  readonly routes: Routes
  readonly small: boolean
}

function Divided({ trace, routes, small }: Props) {
  const session = useSession()
  const texts = useTexts()
  // A link that names no timestep means the one at which the backward pass stands.
  const { phase, t } = trace.frames[useCursor(trace)]!
  const usual = phase === 'backward' && t ? t : 1
  const params = useStore((s) => s.params)
  const { of, names } = routes
  const { T } = trace
  const H = countOf(trace, of)
  const choice = choiceOf(params, { H, T, names, usual })
  const { k, unit, off, mistakes } = choice
  const experiment = useStore((s) => s.experiment)
  const question = useMemo(() => ({ experiment, of, one: { k, unit } }), [experiment, of, k, unit])
  const task = useTask(question, one, small ? () => oneOf(trace, of, k, unit) : null)
  return (
    <>
      <LinkMistakes mistakes={mistakes} />
      <div data-part="choose" className={styles.choose}>
        <Slider
          param="unit"
          label={texts.unit}
          value={unit}
          from={0}
          to={H - 1}
          said={unitText(trace, of, unit, texts)}
        />
        <Slider param="k" label={texts.k} value={k} from={1} to={T} said={texts.kOf(k, T)} />
        {off.length > 0 && (
          <button type="button" onClick={() => session.changeParams({ without: null })}>
            {texts.all}
          </button>
        )}
      </div>
      <Answer trace={trace} routes={routes} k={k} />
      {task.state !== 'done' && (
        <div className={styles.waiting}>
          <Waiting task={task} busy={texts.computing} />
        </div>
      )}
      {task.state === 'done' && (
        <>
          <Arriving trace={trace} routes={routes} choice={choice} nudge={task.answer.nudge} />
          <Unrolled trace={trace} routes={routes} choice={choice} one={task.answer} />
        </>
      )}
      <RouteTable trace={trace} routes={routes} choice={choice} />
    </>
  )
}

interface SliderProps {
  readonly param: 'unit' | 'k'
  readonly label: string
  readonly value: number
  readonly from: number
  readonly to: number
  readonly said: string
}

function Slider({ param, label, value, from, to, said }: SliderProps) {
  const session = useSession()
  const texts = useTexts()
  return (
    <label data-part="slider" className={styles.slider}>
      <span>
        {label} <b>{said}</b>
      </span>
      <input
        type="range"
        min={from}
        max={to}
        value={value}
        disabled={from === to}
        aria-describedby={from === to ? `one-${param}` : undefined}
        aria-valuetext={said}
        onChange={(event) => session.changeParams({ [param]: event.target.value })}
      />
      {from === to && (
        <span id={`one-${param}`} className={ui.hint}>
          {param === 'unit' ? texts.oneUnit : texts.oneStep}
        </span>
      )}
    </label>
  )
}

/** The question that learners ask most, at this place. */
function Answer({
  trace,
  routes,
  k,
}: {
  readonly trace: Trace
  readonly routes: Routes
  readonly k: number
}) {
  const texts = useTexts()
  const { of } = routes
  const answer = answerKind(trace, routes)
  const kept = keptWith(trace, of)
  const question = answer === 'mixed' ? texts.question.mixed(of) : kept && texts.question.kept(of, kept)
  const t = Math.max(1, Math.min(k + stepOf(trace.net, of), trace.T))
  return (
    question && (
      <p data-part="why" className={`${ui.why} ${styles.why}`}>
        <strong>
          <Prose trace={trace} t={t} text={textIn(trace, of, question)} />
        </strong>{' '}
        <Prose trace={trace} t={t} text={textIn(trace, of, texts.answer[answer](of))} />
      </p>
    )
  )
}

interface UnrolledProps {
  readonly trace: Trace
  readonly routes: Routes
  readonly choice: Choice
  readonly one: One
}

function Unrolled({ trace, routes, choice, one }: UnrolledProps) {
  const texts = useTexts()
  const words = useWords()
  const { of, names, atOnce, at } = routes
  const { k, unit, off } = choice
  const called = useNames(trace, of)
  const through = kindOf(trace, of) === 'memory'
  const factorOf = useMemo(() => (through ? carryOf(trace, of) : undefined), [trace, of, through])
  const kept = through ? keptBy(trace, of) : undefined
  const timeOf = (t: number) => (stepOf(trace.net, of) === 1 ? t : trace.T + 1 - t)
  // The loss stands at the bottom, under the gates.
  const order = [...names.filter((name) => name !== direct), direct]
  const drawn: Route[] = order.map((name) => ({
    name,
    idea: ideaOf(trace, of, name),
    off: off.includes(name),
    into: name === direct ? 'loss' : atOnce.includes(name) ? 'same' : 'next',
    ways: one.departures.map(({ t, parts }) => ({ t: timeOf(t), value: parts[name]![unit]! })),
    title: (t, value) => words.labelled(texts.part(called.route(name), timeOf(t)), value),
  }))
  const rows = rowsOf(through, order.length)
  const parts = names.map((name) => `${called.route(name)} ${numberText(at[k - 1]!.parts[name]![unit]!)}`)
  const label = texts.stripLabel(called.plain(of), k, unitText(trace, of, unit, texts), words.list(parts))
  const factor = (t: number) => {
    // The figure goes the way of the state's direction: against time its first column is the last timestep.
    const to = timeOf(t + 1)
    const value = factorOf?.(to)[unit]
    const name = kept && nameAt(trace, kept, to, countOf(trace, kept) === 1 ? 0 : unit)
    return value === undefined ? undefined : { value, ...(name ? { name } : {}) }
  }
  const place = (y: number) => ({ top: `${(100 * y) / rows.height}%` })
  const rowNames = (
    <div className={styles.names} style={{ height: `${rows.height / 16}em` }}>
      <span style={place(rows.state)}>
        <SymbolName trace={trace} name={of} t={null} />
      </span>
      {through && (
        <span style={place(rows.hidden)}>
          <SymbolName trace={trace} name={hiddenOf(trace, of)} t={null} />
        </span>
      )}
      {order.map((name, i) => (
        <span key={name} style={place(rows.route(i))}>
          {name === direct ? words.loss : <SymbolName trace={trace} name={name} t={null} />}
        </span>
      ))}
    </div>
  )
  return (
    <section className={styles.section} aria-labelledby="route-strip">
      <h3 id="route-strip">{texts.strip}</h3>
      <p className={ui.hint}>{texts.stripHint}</p>
      {stepOf(trace.net, of) === -1 && <p className={ui.hint}>{texts.against}</p>}
      <div className={styles.figure}>
        {rowNames}
        <RouteStrip
          names={rowNames}
          T={trace.T}
          k={timeOf(k)}
          timeOf={timeOf}
          routes={drawn}
          through={through}
          factor={factor}
          full={at[k - 1]!.full[unit]!}
          fullName={gradientOf(nameAt(trace, of, k, unit))}
          label={label}
        />
      </div>
    </section>
  )
}
