/** Curves of errors against the sequences seen; each has a pattern and a name of its own. */
import { scaleLinear } from 'd3-scale'
import { fullValue, numberText } from '../../src/index.ts'

interface Curve {
  readonly name: string
  readonly points: readonly { readonly sequences: number; readonly error: number }[]
}

const [width, height] = [640, 260]
const room = { left: 44, right: 110, top: 18, bottom: 36 }
const patterns = ['', '7 4', '2 3', '10 3 2 3', '4 2']

export function Learning({
  curves,
  labels,
}: {
  readonly curves: readonly Curve[]
  readonly labels: { readonly title: string; readonly x: string; readonly y: string }
}) {
  const most = Math.max(40_000, ...curves.flatMap((curve) => curve.points.map((p) => p.sequences)))
  const x = scaleLinear()
    .domain([0, most])
    .range([room.left, width - room.right])
  const y = scaleLinear()
    .domain([0, 1])
    .range([height - room.bottom, room.top])
    .clamp(true)
  const shown = curves.filter((curve) => curve.points.length > 0)
  // Names stand at the ends of their curves, pushed apart where they meet.
  const ends = shown
    .map((curve, i) => ({ i, name: curve.name, last: curve.points.at(-1)! }))
    .sort((a, b) => b.last.error - a.last.error)
  let low = 0
  const placed = ends.map((end) => {
    low = Math.max(low + 14, y(end.last.error) + 4)
    return { ...end, at: low }
  })
  let high = height - room.bottom - 4
  for (let k = placed.length - 1; k >= 0; k--) {
    placed[k]!.at = Math.min(placed[k]!.at, high)
    high = placed[k]!.at - 14
  }
  return (
    <svg className="learning" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={labels.title}>
      {y.ticks(5).map((tick) => (
        <g key={tick}>
          <line className="grid" x1={room.left} x2={width - room.right} y1={y(tick)} y2={y(tick)} />
          <text className="tick end" x={room.left - 6} y={y(tick) + 4}>
            {tick}
          </text>
        </g>
      ))}
      <line className="rule" x1={room.left} x2={width - room.right} y1={y(0.1)} y2={y(0.1)} />
      {x.ticks(5).map((tick) => (
        <text key={tick} className="tick" x={x(tick)} y={height - room.bottom + 15}>
          {tick.toLocaleString('en')}
        </text>
      ))}
      <text className="tick" x={(room.left + width - room.right) / 2} y={height - 4}>
        {labels.x}
      </text>
      <text className="tick" x={room.left} y={12}>
        {labels.y}
      </text>
      {shown.map((curve, i) => (
        <path
          key={curve.name}
          className="curve"
          strokeDasharray={patterns[i % patterns.length]}
          d={curve.points
            .map((p, k) => `${k === 0 ? 'M' : 'L'}${x(p.sequences).toFixed(1)} ${y(p.error).toFixed(1)}`)
            .join('')}
        />
      ))}
      {placed.map(({ i, name, last, at }) => (
        <text key={i} className="name" x={x(last.sequences) + 6} y={at} data-value={fullValue(last.error)}>
          {name}
          <title>{numberText(last.error)}</title>
        </text>
      ))}
    </svg>
  )
}
