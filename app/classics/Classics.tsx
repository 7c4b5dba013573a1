/** The exact figures of the literature. */
import { useMemo } from 'react'
import {
  bifurcation,
  descent,
  errorFactor,
  errorFactorMaximum,
  forgetTable,
  growth,
  numberText,
  overflowStep,
  type Point,
  surface,
  wall,
} from '../../src/index.ts'
import { Classic } from '../figure/Classic.tsx'
import { Num } from '../figure/Num.tsx'
import { useTexts } from './texts.ts'
import './classics.css'

/** n numbers from low to high, both in. */
const between = (low: number, high: number, n: number) =>
  Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1))

export default function Classics() {
  const texts = useTexts()
  return (
    <>
      <h2>{texts.title}</h2>
      <p>{texts.intro}</p>
      <div className="classics">
        <Factor />
        <Forget />
        <Overflow />
        <Fold />
        <Wall />
        <Radius />
      </div>
    </>
  )
}

function Card({
  title,
  source,
  text,
  children,
}: {
  readonly title: string
  readonly source: string
  readonly text: string
  readonly children: React.ReactNode
}) {
  const texts = useTexts()
  return (
    <article className="classic-card">
      <h3>{title}</h3>
      {children}
      <p>{text}</p>
      <p className="hint">
        {texts.source}: {source}
      </p>
    </article>
  )
}

function Factor() {
  const { factor: texts } = useTexts()
  const weights = between(0, 10, 161)
  const curve = (name: 'sigmoid' | 'tanh', label: string, dash?: string) => ({
    name: label,
    ...(dash ? { dash } : {}),
    points: Array.from(errorFactor(name, weights, 1), (v, i) => [weights[i]!, v] as const),
  })
  const best = errorFactorMaximum('sigmoid')
  const other = errorFactorMaximum('tanh')
  return (
    <Card {...texts}>
      <Classic
        label={texts.title}
        x={{ name: texts.x, range: [0, 10] }}
        y={{ name: texts.y, range: [0, 0.5] }}
        curves={[curve('sigmoid', ''), curve('tanh', ' ', '6 4')]}
        marks={[
          { x: best.wy, y: best.factor, text: `σ ${numberText(best.factor)}` },
          { x: other.wy, y: other.factor, text: `tanh ${numberText(other.factor)}` },
        ]}
      />
      <p>
        σ: {texts.best(numberText(best.wy, 5), numberText(best.factor))}; tanh:{' '}
        {texts.best(numberText(other.wy, 4), numberText(other.factor))}
      </p>
    </Card>
  )
}

function Forget() {
  const { forget: texts } = useTexts()
  const { columns } = texts
  return (
    <Card {...texts}>
      <div className="wide" tabIndex={0} role="group" aria-label={texts.title}>
        <table>
          <thead>
            <tr>
              {Object.values(columns).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {forgetTable().map((row) => (
              <tr key={row.bias}>
                <th scope="row">{numberText(row.bias)}</th>
                {[row.f, row.halfLife, row.after20, row.after100].map((value) => (
                  <td key={value}>
                    <Num value={value} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Overflow() {
  const { overflow: texts } = useTexts()
  const { columns } = texts
  return (
    <Card {...texts}>
      <table>
        <thead>
          <tr>
            {Object.values(columns).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[0.9, 1.1, 1.5, 2].map((w) => (
            <tr key={w}>
              <th scope="row">{w}</th>
              {(['float64', 'float32'] as const).map((precision) => {
                const step = overflowStep(w, precision)
                return (
                  <td key={precision}>
                    {step === undefined || w < 1 ? (
                      texts.never
                    ) : (
                      <data value={step} data-value={step}>
                        {step}
                      </data>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function Fold() {
  const { fold: texts } = useTexts()
  const { curve, folds } = bifurcation(5, between(-3.5, 3.5, 281))
  const [a, b] = [Math.min(...folds.map((f) => f.x)), Math.max(...folds.map((f) => f.x))]
  const part = (from: number, to: number) =>
    curve.filter(({ x }) => x >= from && x <= to).map(({ x, b }) => [b, x] as const)
  return (
    <Card {...texts}>
      <Classic
        label={texts.title}
        x={{ name: texts.x, range: [-4, -1] }}
        y={{ name: texts.y, range: [-4, 4] }}
        curves={[
          { name: '', points: part(-9, a).filter(([u]) => u >= -4 && u <= -1) },
          { name: texts.unstable, points: part(a, b), dash: '3 4' },
          { name: texts.stable, points: part(b, 9).filter(([u]) => u >= -4 && u <= -1) },
        ]}
        marks={folds.map((fold) => ({ x: fold.b, y: fold.x, text: `b = ${numberText(fold.b, 5)}` }))}
      />
    </Card>
  )
}

/** Wide enough to see where one step on the wall throws plain descent. */
const window = { w: [1, 7], b: [-9, 0] } as const

function Wall() {
  const { wall: texts } = useTexts()
  const { errors, paths, steepest } = useMemo(() => {
    const { error } = surface(between(...window.w, 61), between(...window.b, 61))
    const most = Math.max(...error.map((row) => Math.max(...row)))
    const from = { w: 5.2, b: -3 }
    return {
      errors: error.map((row) => Array.from(row, (e) => e / most)),
      paths: [
        descent(from, { rate: 0.1, steps: 300 }),
        descent(from, { rate: 0.1, steps: 300, threshold: 1 }),
      ],
      steepest: surface([wall.w], [wall.b]).gradient[0]![0]!,
    }
  }, [])
  const points = (k: number) => paths[k]!.path.map(({ w, b }) => [w, b] as const)
  const [plain, held] = paths.map(({ path }) => path.at(-1)!) as [Point, Point]
  return (
    <Card {...texts}>
      <Classic
        label={texts.title}
        x={{ name: texts.x, range: window.w }}
        y={{ name: texts.y, range: window.b }}
        map={errors}
        curves={[
          { name: '', points: points(0) },
          { name: ' ', points: points(1), dash: '3 2' },
        ]}
        marks={[
          { x: plain.w, y: plain.b, text: texts.plain },
          { x: held.w, y: held.b, text: texts.clipped },
        ]}
      />
      <p>
        {texts.gradient('')} <Num value={steepest} />
      </p>
      <p className="hint">{texts.setup}</p>
    </Card>
  )
}

function Radius() {
  const { radius: texts } = useTexts()
  const { norms, radius, largest } = growth(
    [
      [0.9, 5],
      [0, 0.9],
    ],
    80,
  )
  return (
    <Card {...texts}>
      <Classic
        label={texts.title}
        x={{ name: texts.x, range: [0, 80] }}
        y={{ name: texts.y, range: [1e-4, 100], log: true }}
        curves={[
          { name: '‖U^k‖', points: Array.from(norms, (v, k) => [k, v] as const) },
          { name: '0.9^k', points: Array.from(norms, (_, k) => [k, radius ** k] as const), dash: '6 4' },
        ]}
      />
      <p>
        {texts.radius} <Num value={radius} />, {texts.largest} <Num value={largest} />
      </p>
    </Card>
  )
}
