/** The wall in the error surface of one unit, and gradient descent with and without clipping. */
import { useId, useMemo } from 'react'
import { fullValue } from '../../../src/index.ts'
import { curvePath } from '../../figure/curve.ts'
import type { Ground } from '../../figure/Frame.tsx'
import { Cells } from '../../figure/marks.tsx'
import { Num } from '../../figure/Num.tsx'
import { Plot } from '../../figure/Plot.tsx'
import { Waiting } from '../../parts/notices/Waiting.tsx'
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
          under={(ground) => found && <Descents found={found} ground={ground} />}
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

function Descents({ found, ground }: { readonly found: Surfaced; readonly ground: Ground }) {
  const words = useWords()
  const { surface: texts } = useTexts()
  const clip = useId()
  const values = useMemo(() => found.error.flatMap((row) => Array.from(row)), [found])
  const { x, y, left, right, top, bottom } = ground
  // A step may lead far outside: the path goes to the edge and is cut there.
  const path = (points: readonly { readonly w: number; readonly b: number }[]) => {
    const near = points.filter(({ w, b }) => Math.abs(w) < 1e4 && Math.abs(b) < 1e4)
    return curvePath(
      near.length,
      (i) => x.at(near[i]!.w) ?? 0,
      (i) => y.at(near[i]!.b),
    )
  }
  return (
    <g data-part="surface" className={styles.surface}>
      <clipPath id={clip}>
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </clipPath>
      <Cells ground={ground} values={values} rows={grid.b} columns={grid.w} full={0.5} />
      <g clipPath={`url(#${clip})`}>
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
