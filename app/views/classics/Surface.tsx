/** The wall in the error surface of one unit, and gradient descent with and without clipping. */
import { fullValue } from '../../../src/index.ts'
import type { Axis } from '../../figure/axis.ts'
import { Num } from '../../figure/Num.tsx'
import { Plot } from '../../figure/Plot.tsx'
import { heatPaths } from '../../figure/scale.ts'
import { Waiting } from '../../parts/task/Waiting.tsx'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { useTask } from '../../work/task.ts'
import { Card } from './Card.tsx'
import styles from './Surface.module.css'
import { grid, line, pascanu, type Surfaced, start, surfacing, wall } from './surface.ts'
import SurfaceWorker from './surface.worker.ts?worker&inline'
import { useTexts } from './texts.ts'

const surface = { work: surfacing, worker: SurfaceWorker }
const [low, high] = [pascanu.w, pascanu.b]

export function Surface() {
  const { surface: texts } = useTexts()
  const task = useTask(null, surface, null)
  const found = task.state === 'done' ? task.answer : undefined
  return (
    <Card
      id="error-surface"
      texts={texts}
      csv={() => (found ? csvOfSurface(found) : '')}
      figure={
        <Plot
          label={texts.title}
          x={{ low: low[0], high: low[1], name: texts.x }}
          y={{ low: high[0], high: high[1], name: texts.y }}
          curves={[]}
          under={(x, y) => (found ? <Ground found={found} x={x} y={y} /> : null)}
          marks={[
            { x: start.w, y: start.b, text: texts.start, anchor: 'start', below: true },
            { x: wall.w, y: wall.b, text: texts.wall, anchor: 'end' },
          ]}
        />
      }
    >
      <p className={ui.hint}>{texts.colour}</p>
      {found ? (
        <table>
          <tbody>
            {[
              [texts.steepest, found.steepest],
              [texts.median, found.median],
              [texts.stride, longest(found)],
              [texts.plainEnd, found.plain.error.at(-1)!],
              [texts.clippedEnd, found.clipped.error.at(-1)!],
            ].map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Num value={value as number} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Waiting task={task} busy={texts.computing} />
      )}
    </Card>
  )
}

const longest = ({ plain: { path } }: Surfaced) =>
  Math.max(...path.slice(1).map((point, i) => Math.hypot(point.w - path[i]!.w, point.b - path[i]!.b)))

function Ground({ found, x, y }: { readonly found: Surfaced; readonly x: Axis; readonly y: Axis }) {
  const words = useWords()
  const { surface: texts } = useTexts()
  const at = { x: (w: number) => x.at(w)!, y: (b: number) => y.at(b)! }
  const [left, right, top, bottom] = [at.x(low[0]), at.x(low[1]), at.y(high[1]), at.y(high[0])]
  const [width, height] = [(right - left) / grid.w, (bottom - top) / grid.b]
  const values = found.error.flatMap((row) => Array.from(row))
  const cell = (k: number) => {
    const [row, column] = [Math.floor(k / grid.w), k % grid.w]
    return `M${(left + column * width).toFixed(1)} ${(bottom - (row + 1) * height).toFixed(1)}h${(width + 0.3).toFixed(1)}v${(height + 0.3).toFixed(1)}h${(-width - 0.3).toFixed(1)}z`
  }
  const path = (points: readonly { readonly w: number; readonly b: number }[]) =>
    points
      .filter(
        ({ w, b }) => Number.isFinite(w) && Number.isFinite(b) && Math.abs(w) < 1e4 && Math.abs(b) < 1e4,
      )
      .map(({ w, b }, i) => `${i === 0 ? 'M' : 'L'}${at.x(w).toFixed(1)} ${at.y(b).toFixed(1)}`)
      .join('')
  return (
    <g data-part="surface" className={styles.surface}>
      <clipPath id="surface-room">
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </clipPath>
      {heatPaths(values, 0.5, cell).map(({ fill, d }) => (
        <path key={fill} fill={fill} d={d} shapeRendering="crispEdges" />
      ))}
      <g clipPath="url(#surface-room)">
        <path className={styles.descent} strokeDasharray="6 4" d={path(found.plain.path)} />
        <path className={styles.descent} d={path(found.clipped.path)} />
      </g>
      <title>{words.list([texts.plain, texts.clipped])}</title>
    </g>
  )
}

function csvOfSurface({ error, plain, clipped }: Surfaced): string {
  const [ws, bs] = [line(pascanu.w, grid.w), line(pascanu.b, grid.b)]
  return [
    'what,w,b,error',
    ...error.flatMap((row, i) =>
      Array.from(row, (value, j) =>
        ['surface', fullValue(ws[j]!), fullValue(bs[i]!), fullValue(value)].join(),
      ),
    ),
    ...(['plain', 'clipped'] as const).flatMap((name) =>
      ({ plain, clipped })[name].path.map(({ w, b }, i) =>
        [name, fullValue(w), fullValue(b), fullValue({ plain, clipped }[name].error[i]!)].join(),
      ),
    ),
    '',
  ].join('\n')
}
