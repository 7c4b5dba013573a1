/** The gradient that arrives at the state, divided by route, at every timestep. */
import { useMemo } from 'react'
import { direct, numberOf, numberText, type Routes, routesOf, type Trace } from '../../../src/index.ts'
import { type Route, RouteStrip, rowsOf } from '../../figure/RouteStrip.tsx'
import { Prose, SymbolName } from '../../math/Symbol.tsx'
import { LinkMistakes } from '../../parts/link/LinkMistakes.tsx'
import { Waiting } from '../../parts/task/Waiting.tsx'
import { useSession } from '../../state/context.ts'
import { useCursor, useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { useTask } from '../../work/task.ts'
import { Arriving } from './Arriving.tsx'
import { ideaOf, kindOf, routeName } from './naming.ts'
import { dividing, dividingOne, type One, oneOf } from './one.ts'
import { type Choice, choiceOf } from './params.ts'
import styles from './Routes.module.css'
import { RouteTable } from './RouteTable.tsx'
import RoutesWorker from './routes.worker.ts?worker&inline'
import { useTexts } from './texts.ts'

/** Computed at once up to this many numbers in the state over all timesteps. */
const quick = 1600

const all = { work: dividing, worker: RoutesWorker }
const one = { work: dividingOne, worker: RoutesWorker }

export default function RoutesView() {
  const texts = useTexts()
  const trace = useTrace()
  const experiment = useStore((s) => s.experiment)
  const small = trace.problem.model.hiddenSize * trace.T <= quick
  const question = useMemo(() => ({ experiment }), [experiment])
  const task = useTask(question, all, small ? () => routesOf(trace) : null)
  const kind = kindOf(trace)
  return (
    <>
      <h2>{texts.title(kind === 'C' ? 'C' : 'h')}</h2>
      <p className={styles.lead}>{texts.intro[kind]}</p>
      <Waiting task={task} busy={texts.computing} />
      {task.state === 'done' && <Divided trace={trace} routes={task.answer} small={small} />}
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
  // Where nothing is asked: to the timestep at which the backward pass stands.
  const { phase, t } = trace.frames[useCursor(trace)]!
  const usual = phase === 'backward' && t ? t : 1
  const params = useStore((s) => s.params)
  const { of, names } = routes
  const { T } = trace
  const H = trace.problem.model.hiddenSize
  const choice = choiceOf(params, { H, T, names, usual })
  const { k, unit, off, mistakes } = choice
  const experiment = useStore((s) => s.experiment)
  const question = useMemo(() => ({ experiment, one: { of, k, unit } }), [experiment, of, k, unit])
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
          said={texts.unitOf(unit + 1, H)}
        />
        <Slider param="k" label={texts.k} value={k} from={1} to={T} said={texts.kOf(k, T)} />
        {off.length > 0 && (
          <button type="button" onClick={() => session.changeParams({ without: null })}>
            {texts.all}
          </button>
        )}
      </div>
      {typeof trace.problem.model.cell === 'string' && <Answer trace={trace} k={k} />}
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
function Answer({ trace, k }: { readonly trace: Trace; readonly k: number }) {
  const texts = useTexts()
  const { cell, update, peephole } = trace.problem.model
  const hasForget = trace.net.cell.some((equation) => equation.symbol === 'f')
  const question = cell === 'lstm' ? (hasForget ? 'lstm' : 'noForget') : cell === 'gru' ? update : 'rnn'
  const answer = cell === 'lstm' && peephole ? 'peephole' : typeof cell === 'string' ? cell : 'rnn'
  const t = Math.min(k + 1, trace.T)
  return (
    <p data-part="why" className={`${ui.why} ${styles.why}`}>
      <strong>
        <Prose trace={trace} t={t} text={texts.question[question]} />
      </strong>{' '}
      <Prose trace={trace} t={t} text={texts.answer[answer]} />
    </p>
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
  const { of, names, at } = routes
  const { k, unit, off } = choice
  const through = of === 'C'
  // The loss stands at the bottom, under the gates.
  const order = [...names.filter((name) => name !== direct), direct]
  const drawn: Route[] = order.map((name) => ({
    name,
    idea: ideaOf(trace, name),
    off: off.includes(name),
    direct: name === direct,
    ways: one.departures.map(({ t, parts }) => ({ t, value: parts[name]![unit]! })),
    title: (t, value) => words.labelled(texts.part(routeName(trace, name, words, texts), t), value),
  }))
  const rows = rowsOf(through, order.length)
  const parts = names.map(
    (name) => `${routeName(trace, name, words, texts)} ${numberText(at[k - 1]!.parts[name]![unit]!)}`,
  )
  const label = texts.stripLabel(of, k, unit + 1, words.list(parts))
  const factor = (t: number) => {
    const name = `f@${t + 1}[${unit}]`
    const value = through ? numberOf(trace, name) : undefined
    return value === undefined ? undefined : { name, value }
  }
  const place = (y: number) => ({ top: `${(100 * y) / rows.height}%` })
  const rowNames = (
    <div className={styles.names} style={{ height: `${rows.height / 16}em` }}>
      <span style={place(rows.state)}>
        <SymbolName trace={trace} name={of} t={null} />
      </span>
      {through && (
        <span style={place(rows.hidden)}>
          <SymbolName trace={trace} name="h" t={null} />
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
      <div className={styles.figure}>
        {rowNames}
        <RouteStrip
          names={rowNames}
          T={trace.T}
          k={k}
          routes={drawn}
          through={through}
          factor={factor}
          full={at[k - 1]!.full[unit]!}
          fullName={`d:${of}@${k}[${unit}]`}
          label={label}
        />
      </div>
    </section>
  )
}
