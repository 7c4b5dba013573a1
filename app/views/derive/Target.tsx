/** Which gradient: a symbol, its timestep, its element. */
import { parseRef, type Trace, targetNames, timesOf } from '../../../src/index.ts'
import { readOut } from '../../math/name.ts'
import { useSession } from '../../state/context.ts'
import { useReading } from '../../state/store.ts'
import deriveStyles from './Derive.module.css'
import { useTexts } from './texts.ts'

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

  function put(next: { name?: string; t?: number | null; index?: readonly number[] }): void {
    const chosen = next.name ?? name
    const wanted = next.t === undefined ? (ref?.t ?? null) : next.t
    const t =
      isShared(chosen) && (wanted === null || next.name !== undefined) ? null : nearest(chosen, wanted)
    const at = trace
      .memory(chosen)
      .shape.map((size, axis) => Math.min(size - 1, (next.index ?? index)[axis] ?? 0))
    const of = `d:${chosen}${t === null ? '' : `@${t}`}${at.length === 0 ? '' : `[${at.join()}]`}`
    session.changeParams({ of })
  }

  const isShared = (of: string) => trace.net.weights.includes(of)
  /** A timestep that a symbol has: the one that was asked for, or the middle one. */
  function nearest(of: string, wanted: number | null): number {
    const all = timesOf(trace, of)
    return wanted !== null && all.includes(wanted) ? wanted : all[Math.floor(all.length / 2)]!
  }

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
      {known && (
        <label>
          {texts.timestep}{' '}
          <select
            value={ref?.t ?? ''}
            onChange={(event) => put({ t: event.target.value === '' ? null : Number(event.target.value) })}
          >
            {isShared(name) && <option value="">{texts.shared}</option>}
            {/* What a link asks for and the run does not have stands there, and cannot be chosen again. */}
            {!isShared(name) && ref!.t === null && <option value="" disabled />}
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
