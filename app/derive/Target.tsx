/** Which gradient: a symbol, its timestep, its element. */
import { parseRef, type Trace } from '../../src/index.ts'
import { readOut } from '../formula/name.ts'
import { useReading } from '../store/reading.ts'
import { setParam } from '../store/store.ts'
import { useTexts } from './texts.ts'

export function Target({ trace, of }: { readonly trace: Trace; readonly of: string }) {
  const texts = useTexts()
  const reading = useReading()
  const { net, T } = trace
  const ref = parseRef(of)
  const name = ref?.name ?? ''
  const names = [
    ...new Set([
      ...net.weights,
      ...[...net.cell, ...net.head].filter((eq) => !eq.silent).map((eq) => eq.symbol),
      'x',
    ]),
  ].filter((each) => each !== 'L' && each !== 'p')
  const known = names.includes(name)
  const weight = net.weights.includes(name)
  const shape = known ? trace.memory(name).shape : []
  const index = ref?.index ?? []
  const first = net.states.includes(name) ? 0 : 1

  function put(next: { name?: string; t?: number | null; index?: readonly number[] }): void {
    const chosen = next.name ?? name
    const sizes = trace.memory(chosen).shape
    const timed = !net.weights.includes(chosen)
    const wanted = next.t === undefined ? (ref?.t ?? null) : next.t
    const t = timed
      ? (wanted ?? Math.ceil(T / 2))
      : wanted !== null && next.name === undefined
        ? wanted
        : null
    const at = sizes.map((size, axis) => Math.min(size - 1, (next.index ?? index)[axis] ?? 0))
    setParam('of', `d:${chosen}${t === null ? '' : `@${t}`}${at.length === 0 ? '' : `[${at.join()}]`}`)
  }

  return (
    <p className="choices">
      <label>
        {texts.target}{' '}
        <select value={known ? name : ''} onChange={(event) => put({ name: event.target.value })}>
          {!known && <option value="">{of.slice(0, 30)}</option>}
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
            {weight && <option value="">{texts.shared}</option>}
            {Array.from({ length: T - first + 1 }, (_, i) => i + first)
              .filter((t) => !weight || t > 0)
              .map((t) => (
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
