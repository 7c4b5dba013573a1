/** The strip of timesteps: a column each, rows named; a lane of the highway for each unit, as thick as its forget gate is open. */
import { memo, useEffect, useRef, useState } from 'react'
import {
  type Experiment,
  type Frame,
  frameAt,
  frameOf,
  fullValue,
  numberText,
  type Trace,
} from '../../src/index.ts'
import { heat, heights, largest, norm, signedLength } from '../figure/scale.ts'
import { useWords, type Words } from '../language/words.ts'
import {
  trace as currentTrace,
  goTo,
  type Language,
  stepFrames,
  stopsOf,
  useStore,
  useTrace,
} from '../store/store.ts'
import { textOf } from './explain.ts'

type RowName = keyof Words['rows']

const rowHeights: Readonly<Record<RowName, number>> = {
  target: 18,
  output: 18,
  loss: 18,
  h: 20,
  gates: 34,
  C: 20,
  gradH: 22,
  gradC: 22,
  x: 18,
}

/** The rows that a model has, from top to bottom. */
function rowsOf(trace: Trace, backward: boolean): RowName[] {
  const cell = trace.net.states.includes('C')
  const gates = trace.net.cell.some((eq) => trace.net.info(eq.symbol).kind === 'gate')
  const rows: RowName[] = ['target', 'output', 'loss', 'h']
  if (gates) rows.push('gates')
  if (cell) rows.push('C')
  if (backward) rows.push('gradH')
  if (backward && cell) rows.push('gradC')
  return [...rows, 'x']
}

/** Was this value written at or before the cursor? */
export const isWritten = (
  trace: Trace,
  name: string,
  t: number,
  cursor: number,
  gradient = false,
): boolean => {
  const frame = frameOf(trace, { name, gradient, t })
  return frame !== undefined && frame.index <= cursor
}

export function Timeline() {
  const words = useWords()
  const trace = useTrace()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const cursor = useStore((s) => Math.min(s.cursor, trace.frames.length - 1))
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const frame = trace.frames[cursor]!
  const backward = frame.phase === 'backward' || frame.phase === 'update'
  const rows = rowsOf(trace, backward)
  const { T } = trace
  const scroller = useRef<HTMLDivElement>(null)
  const room = useWidth(scroller)
  const width = T <= 12 ? Math.max(84, Math.min(190, Math.floor(room / T))) : T <= 30 ? 58 : 22
  const current = frame.t ?? 0
  // The result of a step is shown when it is uncovered.
  const shownTo = covered ? stepFrames(trace, cursor, grain)[0]!.index - 1 : cursor
  const gradients = backward ? gradientHeights(trace, shownTo) : undefined

  useEffect(() => {
    const box = scroller.current
    if (!box || current === 0) return
    const left = (current - 1) * width
    if (left < box.scrollLeft || left + width > box.scrollLeft + box.clientWidth)
      box.scrollLeft = left - box.clientWidth / 2
  }, [current, width])

  return (
    <section className="panel timeline" aria-label={words.strip}>
      <div className="row-names" aria-hidden="true">
        {rows.map((row) => (
          <span key={row} style={{ height: rowHeights[row] }}>
            {words.rows[row]}
            {gradients?.log && (row === 'gradC' || row === 'gradH') ? ' log' : ''}
          </span>
        ))}
      </div>
      <div className="columns" ref={scroller} tabIndex={T > 12 ? 0 : undefined}>
        {Array.from({ length: T }, (_, s) => (
          <Column
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its timestep
            key={s}
            trace={trace}
            experiment={experiment}
            language={language}
            t={s + 1}
            width={width}
            rows={rows}
            current={current === s + 1}
            seen={seenAt(trace, s + 1, shownTo)}
            gradH={gradients?.h[s + 1]}
            gradC={gradients?.C[s + 1]}
          />
        ))}
      </div>
    </section>
  )
}

/** The width of an element, followed as the window changes. */
function useWidth(of: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(830)
  useEffect(() => {
    const element = of.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [of])
  return width
}

/** What of a timestep has been written, as one number, so that a column that did not change is not drawn again. */
function seenAt(trace: Trace, t: number, cursor: number): number {
  const forward = trace.net.cell
    .filter((eq) => !eq.silent)
    .filter((eq) => isWritten(trace, eq.symbol, t, cursor)).length
  const head = ['y', 'p', 'L'].filter((name) => isWritten(trace, name, t, cursor)).length
  const next = t < trace.T && isWritten(trace, 'C', t + 1, cursor) ? 1 : 0
  return forward + 100 * head + 1000 * next
}

interface GradientHeights {
  readonly log: boolean
  readonly h: readonly (Height | undefined)[]
  readonly C: readonly (Height | undefined)[]
}

interface Height {
  readonly norm: number
  readonly height: number
}

/** The norms of the gradients that have arrived, and how high their bars are. */
function gradientHeights(trace: Trace, cursor: number): GradientHeights {
  const times = Array.from({ length: trace.T + 1 }, (_, t) => t)
  const norms = (name: string) =>
    times.map((t) => {
      if (t === 0 || !trace.net.states.includes(name) || !isWritten(trace, name, t, cursor, true))
        return undefined
      const { data, shape } = trace.memory(`d:${name}`)
      return norm(data.subarray(t * shape[0]!, (t + 1) * shape[0]!))
    })
  const h = norms('h')
  const C = norms('C')
  const { log, height } = heights([...h, ...C].filter((n) => n !== undefined))
  const both = (n: number | undefined) => (n === undefined ? undefined : { norm: n, height: height(n) })
  return { log, h: h.map(both), C: C.map(both) }
}

interface ColumnProps {
  readonly trace: Trace
  readonly experiment: Experiment
  readonly language: Language
  readonly t: number
  readonly width: number
  readonly rows: readonly RowName[]
  readonly current: boolean
  readonly seen: number
  readonly gradH: Height | undefined
  readonly gradC: Height | undefined
}

function valuesAt(trace: Trace, name: string, t: number): Float64Array {
  const { data, shape } = trace.memory(name)
  const n = shape[0] ?? 1
  return data.subarray(t * n, (t + 1) * n)
}

const Column = memo(function Column({
  trace,
  experiment,
  language,
  t,
  width,
  rows,
  current,
  seen,
  gradH,
  gradC,
}: ColumnProps) {
  const roomy = width > 50
  const state = (name: string): boolean =>
    seen % 100 >= trace.net.cell.filter((eq) => !eq.silent).findIndex((eq) => eq.symbol === name) + 1
  const label = textOf(experiment.labels?.steps?.[t - 1], language)
  const gates = trace.net.cell.map((eq) => eq.symbol).filter((name) => trace.net.info(name).kind === 'gate')
  const headSeen = Math.floor((seen % 1000) / 100)
  const inside = width - (roomy ? 12 : 6)

  const cell: Record<RowName, () => React.ReactNode> = {
    target: () =>
      trace.hasLoss(t) && <span className="text">{targetText(trace, experiment, language, t, roomy)}</span>,
    output: () =>
      trace.hasLoss(t) &&
      headSeen >= 1 && (
        <Output
          trace={trace}
          experiment={experiment}
          language={language}
          t={t}
          roomy={roomy}
          probabilities={headSeen >= 2}
        />
      ),
    loss: () =>
      trace.hasLoss(t) &&
      seen >= 100 &&
      isLossSeen(trace, headSeen) && (
        <data className="text num" data-ref={`L@${t}`} value={fullValue(trace.memory('L').data[t]!)}>
          {roomy ? numberText(trace.memory('L').data[t]!, 3) : ''}
        </data>
      ),
    h: () => (
      <Cells
        values={valuesAt(trace, 'h', t)}
        name={`h@${t}`}
        idea="hidden"
        width={inside}
        full={1}
        blank={!state('h')}
      />
    ),
    gates: () => <Gates trace={trace} t={t} gates={gates} width={inside} seen={state} />,
    C: () => (
      <>
        <Cells
          values={valuesAt(trace, 'C', t)}
          name={`C@${t}`}
          idea="cell"
          width={inside}
          full={Math.max(1, largest(trace.memory('C').data))}
          blank={!state('C')}
        />
        {t < trace.T && seen >= 1000 && <Lanes trace={trace} t={t + 1} />}
      </>
    ),
    gradH: () => gradH && <Arriving value={gradH} name={`|d:h@${t}|`} idea="hidden" roomy={roomy} />,
    gradC: () => gradC && <Arriving value={gradC} name={`|d:C@${t}|`} idea="cell" roomy={roomy} />,
    x: () => (
      <span className="text word">
        {roomy ? label || inputText(trace, t) : t % 5 === 0 || t === 1 ? t : ''}
      </span>
    ),
  }
  return (
    <button
      type="button"
      className="column"
      data-current={current}
      aria-current={current ? 'step' : undefined}
      aria-label={`t = ${t}${label ? ` ${label}` : ''}`}
      style={{ width }}
      onClick={() => goTo(columnFrame(t))}
    >
      {rows.map((row) => (
        <span key={row} className="slot" style={{ height: rowHeights[row] }}>
          {cell[row]()}
        </span>
      ))}
    </button>
  )
})

/** p stands between y and L only for cross-entropy. */
const isLossSeen = (trace: Trace, headSeen: number) => headSeen >= trace.net.head.length

/** The first step of this timestep in the phase that the reader is in. */
function columnFrame(t: number): number {
  const { cursor, grain } = useStore.getState()
  const run = currentTrace()
  const phase: Frame['phase'] = run.frames[Math.min(cursor, run.frames.length - 1)]!.phase
  const name = phase === 'backward' ? run.net.states.at(-1)! : run.net.cell.find((eq) => !eq.silent)!.symbol
  const frame = frameAt(run, `${phase === 'backward' ? 'b' : 'f'}${t}.${name}`)
  return stopsOf(run, grain).find((i) => i >= (frame?.index ?? 0)) ?? 0
}

/** A vector as a row of small cells with bars from the middle. */
function Cells({
  values,
  name,
  idea,
  width,
  full,
  blank,
}: {
  readonly values: Float64Array
  readonly name: string
  readonly idea: string
  readonly width: number
  readonly full: number
  readonly blank: boolean
}) {
  const n = values.length
  const each = width / n
  const bars = each >= 9
  return (
    <svg className="cells" data-idea={idea} data-ref={name} width={width} height={16} aria-hidden="true">
      <rect className="frame" x={0.5} y={0.5} width={width - 1} height={15} />
      {!blank &&
        Array.from(values, (value, i) => {
          const ref = `${name}[${i}]`
          const length = (signedLength(value, full) * (each - 2)) / 2
          return (
            <g key={ref} data-ref={ref} data-value={fullValue(value)}>
              <title>{`${ref} = ${numberText(value)}`}</title>
              {bars ? (
                <>
                  <rect className="room" x={i * each} y={1} width={each} height={14} />
                  <rect
                    className="bar"
                    data-sign={value < 0 ? '-' : '+'}
                    x={i * each + each / 2 + Math.min(0, length)}
                    y={3}
                    width={Math.max(0.6, Math.abs(length))}
                    height={10}
                  />
                  {i > 0 && <line className="rule" x1={i * each} x2={i * each} y1={1} y2={15} />}
                </>
              ) : (
                <rect x={i * each} y={1} width={each} height={14} fill={heat(value, full)} />
              )}
            </g>
          )
        })}
    </svg>
  )
}

/** Each gate as bars, one a unit: from the floor for gates between 0 and 1, from the middle for candidates. */
function Gates({
  trace,
  t,
  gates,
  width,
  seen,
}: {
  readonly trace: Trace
  readonly t: number
  readonly gates: readonly string[]
  readonly width: number
  readonly seen: (name: string) => boolean
}) {
  const each = width / gates.length
  return (
    <svg className="gates" width={width} height={32} aria-hidden="true">
      {gates.map((q, k) => {
        const values = valuesAt(trace, q, t)
        const signed = trace.net.info(q).idea === 'candidate'
        const bar = (each - 3) / values.length
        return (
          <g key={q} data-idea={trace.net.info(q).idea} data-ref={`${q}@${t}`}>
            <line
              className="floor"
              x1={k * each}
              x2={(k + 1) * each - 3}
              y1={signed ? 11 : 21.5}
              y2={signed ? 11 : 21.5}
            />
            {seen(q) &&
              Array.from(values, (value, i) => {
                const size = Math.abs(signedLength(value, 1)) * (signed ? 10 : 20)
                const ref = `${q}@${t}[${i}]`
                return (
                  <rect
                    key={ref}
                    className="fill"
                    data-ref={ref}
                    data-value={fullValue(value)}
                    x={k * each + i * bar}
                    y={signed ? (value < 0 ? 11 : 11 - size) : 21 - size}
                    width={Math.max(0.5, bar - 0.5)}
                    height={Math.max(0.5, size)}
                  >
                    <title>{`${ref} = ${numberText(value)}`}</title>
                  </rect>
                )
              })}
            {each > 9 && (
              <text x={k * each + (each - 3) / 2} y={31}>
                {q === 'g' ? 'C̃' : q}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** One lane a unit from this column into the next, as thick as what is kept. */
function Lanes({ trace, t }: { readonly trace: Trace; readonly t: number }) {
  const kept = trace.net.cell.some((eq) => eq.symbol === 'f') ? valuesAt(trace, 'f', t) : undefined
  const n = trace.problem.model.hiddenSize
  const shown = Math.min(n, 6)
  return (
    <svg className="lanes" width={14} height={18} aria-hidden="true">
      {Array.from({ length: shown }, (_, i) => {
        const share = kept ? kept[i]! : 1
        return (
          <line
            key={i}
            x1={0}
            x2={14}
            y1={((i + 0.5) * 18) / shown}
            y2={((i + 0.5) * 18) / shown}
            strokeWidth={Math.max(0.25, share * Math.min(5, 14 / shown))}
          />
        )
      })}
    </svg>
  )
}

/** The size of a gradient that has arrived at a column. */
function Arriving({
  value,
  name,
  idea,
  roomy,
}: {
  readonly value: Height
  readonly name: string
  readonly idea: string
  readonly roomy: boolean
}) {
  return (
    <span
      className="arriving"
      data-idea={idea}
      data-ref={name}
      data-value={fullValue(value.norm)}
      title={`${name} = ${numberText(value.norm)}`}
    >
      <i style={{ height: `${value.height * 100}%` }} />
      {roomy && <b>{numberText(value.norm, 2)}</b>}
    </span>
  )
}

function Output({
  trace,
  experiment,
  language,
  t,
  roomy,
  probabilities,
}: {
  readonly trace: Trace
  readonly experiment: Experiment
  readonly language: Language
  readonly t: number
  readonly roomy: boolean
  readonly probabilities: boolean
}) {
  const p = trace.problem.loss.kind === 'cross-entropy'
  if (p && !probabilities) return null
  const name = p ? 'p' : 'y'
  const values = valuesAt(trace, name, t)
  const best = p ? values.indexOf(Math.max(...values)) : 0
  const shown = Math.max(best, 0)
  const label = p ? textOf(experiment.labels?.outputs?.[shown], language) || String(shown) : ''
  return (
    <span className="text">
      {roomy && label}{' '}
      <data className="num" data-ref={`${name}@${t}[${shown}]`} value={fullValue(values[shown]!)}>
        {roomy ? numberText(values[shown]!, p ? 2 : 3) : ''}
      </data>
    </span>
  )
}

function targetText(
  trace: Trace,
  experiment: Experiment,
  language: Language,
  t: number,
  roomy: boolean,
): string {
  if (!roomy) return ''
  const values = valuesAt(trace, 'target', t)
  if (trace.problem.loss.kind !== 'cross-entropy') return numberText(values[0]!, 3)
  return textOf(experiment.labels?.outputs?.[values[0]!], language) || String(values[0])
}

function inputText(trace: Trace, t: number): string {
  return Array.from(valuesAt(trace, 'x', t).subarray(0, 3), (v) => numberText(v, 2)).join(' ')
}
