/** The small figures of the strip of timesteps. */
import { fullValue, numberText, type Trace } from '../../src/index.ts'
import { heat, signedLength } from './scale.ts'

export interface Height {
  readonly norm: number
  readonly height: number
}

/** The value of a symbol at a timestep: a view. */
export function valuesAt(trace: Trace, name: string, t: number): Float64Array {
  const { data, shape } = trace.memory(name)
  const n = shape[0] ?? 1
  return data.subarray(t * n, (t + 1) * n)
}

/** A vector as a row of small cells with bars from the middle. */
export function Cells({
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
export function Gates({
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
export function Lanes({ trace, t }: { readonly trace: Trace; readonly t: number }) {
  const kept = trace.net.cell.some((eq) => eq.symbol === 'f') ? valuesAt(trace, 'f', t) : undefined
  const n = trace.problem.model.hiddenSize
  const shown = Math.min(n, 6)
  return (
    <svg className="lanes" width={14} height={18} aria-hidden="true">
      {Array.from({ length: shown }, (_, i) => {
        const share = kept ? kept[i]! : 1
        return (
          <line
            // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its unit
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
export function Arriving({
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
      {roomy && <b>{numberText(value.norm)}</b>}
    </span>
  )
}
