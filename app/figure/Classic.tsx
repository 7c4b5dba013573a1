/** A small figure of the literature: curves with patterns and names, marked points, lines across. */
import { scaleLinear, scaleLog } from 'd3-scale'
import { fullValue, numberText } from '../../src/index.ts'

export interface ClassicCurve {
  readonly name: string
  readonly points: readonly (readonly [number, number])[]
  readonly dash?: string
}

interface Props {
  readonly label: string
  readonly x: { readonly name: string; readonly range: readonly [number, number] }
  readonly y: { readonly name: string; readonly range: readonly [number, number]; readonly log?: boolean }
  readonly curves: readonly ClassicCurve[]
  readonly marks?: readonly { readonly x: number; readonly y: number; readonly text: string }[]
  /** a map under the curves: a value for each cell of a grid, rows from the bottom, 0 … 1 */
  readonly map?: readonly ArrayLike<number>[]
}

const [width, height] = [420, 260]
const room = { left: 54, right: 84, top: 22, bottom: 38 }

export function Classic({ label, x, y, curves, marks = [], map }: Props) {
  const right = width - room.right
  const bottom = height - room.bottom
  const across = scaleLinear().domain(x.range).range([room.left, right])
  const up = (y.log ? scaleLog() : scaleLinear()).domain(y.range).range([bottom, room.top]).clamp(true)
  const ticks = y.log ? up.ticks(5).filter((_, i, all) => i % Math.ceil(all.length / 6) === 0) : up.ticks(5)
  return (
    <svg className="classic" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {map?.map((row, i) => {
        const cell = (right - room.left) / row.length
        const tall = (bottom - room.top) / map.length
        return Array.from(row, (share, j) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell of a grid is its place
            key={`${i},${j}`}
            x={room.left + j * cell}
            y={bottom - (i + 1) * tall}
            width={cell + 0.4}
            height={tall + 0.4}
            fill={`color-mix(in oklab, var(--heat-positive) ${(100 * share).toFixed(0)}%, var(--heat-zero))`}
          />
        ))
      })}
      {ticks.map((tick) => (
        <g key={tick}>
          {!map && <line className="grid" x1={room.left} x2={right} y1={up(tick)} y2={up(tick)} />}
          <text className="tick end" x={room.left - 6} y={up(tick) + 4}>
            {numberText(tick, 2)}
          </text>
        </g>
      ))}
      {across.ticks(6).map((tick) => (
        <text key={tick} className="tick" x={across(tick)} y={bottom + 15}>
          {numberText(tick, 3)}
        </text>
      ))}
      <text className="tick" x={(room.left + right) / 2} y={height - 5}>
        {x.name}
      </text>
      <text className="tick start" x={4} y={13}>
        {y.name}
      </text>
      {curves.map(({ name, points, dash }) => {
        const shown = points.filter(([, v]) => Number.isFinite(v))
        const last = shown.at(-1)
        return (
          <g key={name}>
            <path
              className="curve"
              strokeDasharray={dash}
              d={shown
                .map(([u, v], k) => `${k === 0 ? 'M' : 'L'}${across(u).toFixed(1)} ${up(v).toFixed(1)}`)
                .join('')}
            />
            {last && (
              <text className="name" x={Math.min(across(last[0]), right) + 5} y={up(last[1]) + 4}>
                {name}
              </text>
            )}
          </g>
        )
      })}
      {marks.map((mark) => (
        <g key={mark.text}>
          <circle cx={across(mark.x)} cy={up(mark.y)} r={4} data-value={fullValue(mark.y)} />
          <text className="name" x={across(mark.x) + 6} y={up(mark.y) - 7}>
            {mark.text}
          </text>
        </g>
      ))}
    </svg>
  )
}
