/** Which gradient: a symbol, its timestep, its element. */
import { gradientOf, parseRef, type Trace, targetNames, timesOf } from '../../../src/index.ts'
import { readOut } from '../../math/name.ts'
import { useSession } from '../../state/context.ts'
import { useReading } from '../../state/store.ts'
import deriveStyles from './Derive.module.css'
import { useTexts } from './texts.ts'

interface Next {
  readonly name?: string
  readonly t?: number | null
  readonly index?: readonly number[]
}

/** A weight: its gradient is that of all timesteps, or the part of one. */
const isShared = (trace: Trace, name: string) => trace.net.weights.includes(name)

/** The name of a gradient after a choice: what the chosen symbol does not have becomes what is nearest to it. */
function changed(trace: Trace, of: string, next: Next): string {
  const ref = parseRef(of)
  const name = next.name ?? ref?.name ?? ''
  const wanted = next.t === undefined ? (ref?.t ?? null) : next.t
  const times = timesOf(trace, name)
  const ofAll = times.length === 0 || (isShared(trace, name) && (wanted === null || next.name !== undefined))
  const t = wanted !== null && times.includes(wanted) ? wanted : times[Math.floor(times.length / 2)]!
  const index = next.index ?? ref?.index ?? []
  const at = trace.memory(name).shape.map((size, axis) => Math.min(size - 1, index[axis] ?? 0))
  return gradientOf(`${name}${ofAll ? '' : `@${t}`}${at.length === 0 ? '' : `[${at.join()}]`}`)
}

export function Target({ trace, of }: { readonly trace: Trace; readonly of: string }) {
  const session = useSession()
  const texts = useTexts()
  const reading = useReading()
  const ref = parseRef(of)
  const name = ref?.name ?? ''
  const names = targetNames(trace)
  const known = names.includes(name)
  const shape = known ? trace.memory(name).shape : []
  const index = ref?.index ?? []
  const times = timesOf(trace, name)
  const missing = known && ref!.t !== null && !times.includes(ref!.t)

  const put = (next: Next) => session.changeParams({ of: changed(trace, of, next) })

  return (
    <p data-part="choices" className={deriveStyles.choices}>
      <label>
        {texts.target}{' '}
        <select value={known ? name : ''} onChange={(event) => put({ name: event.target.value })}>
          {!known && (
            <option value="" disabled>
              {of.slice(0, 30)}
            </option>
          )}
          {names.map((each) => (
            <option key={each} value={each}>
              {readOut(trace, reading, each)}
            </option>
          ))}
        </select>
      </label>
      {times.length > 0 && (
        <label>
          {texts.timestep}{' '}
          <select
            value={ref?.t ?? ''}
            onChange={(event) => put({ t: event.target.value === '' ? null : Number(event.target.value) })}
          >
            {isShared(trace, name) && <option value="">{texts.shared}</option>}
            {/* What a link asks for and the run does not have stands there, and cannot be chosen again. */}
            {!isShared(trace, name) && ref!.t === null && <option value="" disabled />}
            {missing && (
              <option value={ref!.t!} disabled>
                {ref!.t}
              </option>
            )}
            {times.map((t) => (
              <option key={t} value={t}>
                {t}
              </option>
            ))}
          </select>
        </label>
      )}
      {shape.map((size, axis) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an axis is its index
        <label key={axis}>
          {axis === 0 ? `${texts.element} ` : ', '}
          <select
            aria-label={`${texts.element} ${axis + 1}`}
            value={index[axis] ?? 0}
            onChange={(event) =>
              put({ index: shape.map((_, k) => (k === axis ? Number(event.target.value) : (index[k] ?? 0))) })
            }
          >
            {Array.from({ length: size as number }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an element is its index
              <option key={i} value={i}>
                {i + 1}
              </option>
            ))}
          </select>
        </label>
      ))}
    </p>
  )
}
