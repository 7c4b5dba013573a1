/** Fixed points that come and go, and a matrix that first stretches. */
import { bifurcation, growth } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Plot, type PlotCurve } from '../../figure/Plot.tsx'
import { Card, csvOf, range } from './Card.tsx'
import { useTexts } from './texts.ts'

export function Bifurcation() {
  const { bifurcation: texts } = useTexts()
  const { folds } = bifurcation(5, [])
  const [upper, lower] = [folds[0]!, folds[1]!]
  const branch = (from: number, to: number) =>
    bifurcation(5, range(from, to, 80)).curve.map(({ x, b }) => [b, x] as const)
  const curves: PlotCurve[] = [
    {
      id: 'low',
      model: 0,
      plain: true,
      label: texts.stable,
      labelAt: 30,
      side: 'below',
      points: branch(-3.2, lower.x),
    },
    { id: 'repeller', model: 2, label: texts.unstable, labelAt: 40, points: branch(lower.x, upper.x) },
    { id: 'high', model: 0, plain: true, label: texts.stable, labelAt: 40, points: branch(upper.x, 3.2) },
  ]
  return (
    <Card
      id="bifurcation"
      texts={texts}
      csv={() => csvOf(curves, 'b', 'x')}
      figure={
        <Plot
          label={texts.title}
          x={{ low: -3.4, high: -1.6, name: texts.x }}
          y={{ low: -3.5, high: 3.5, name: texts.y }}
          curves={curves}
          marks={folds.map(({ x, b }) => ({
            x: b,
            y: x,
            text: b.toFixed(4).replace('-', '−'),
            anchor: x > 0 ? 'end' : 'start',
          }))}
        />
      }
    >
      {folds.map(({ x, b }) => (
        <p key={x}>
          {texts.folds} <Num value={b} digits={5} />, {texts.points} <Num value={x} />
        </p>
      ))}
    </Card>
  )
}

export function Growth() {
  const { growth: texts } = useTexts()
  const U = [
    [0.9, 5],
    [0, 0.9],
  ]
  const { norms, radius, largest } = growth(U, 150)
  const peak = norms.indexOf(Math.max(...norms))
  const curves: PlotCurve[] = [
    {
      id: 'norm',
      model: 0,
      label: texts.norm,
      labelAt: 60,
      points: Array.from(norms, (n, k) => [k, n] as const),
    },
    {
      id: 'power',
      model: 1,
      label: texts.power,
      labelAt: 70,
      side: 'below',
      points: Array.from(norms, (_, k) => [k, radius ** k] as const),
    },
  ]
  return (
    <Card
      id="growth"
      texts={texts}
      csv={() => csvOf(curves, 'k', 'norm')}
      figure={
        <Plot
          label={texts.title}
          x={{ low: 0, high: 150, name: texts.x }}
          y={{ low: 1e-6, high: 100, log: true, name: texts.y }}
          curves={curves}
          marks={[{ x: peak, y: norms[peak]!, text: `k = ${peak}` }]}
          across={[1]}
        />
      }
    >
      <p>
        {texts.radius} <Num value={radius} />; {texts.largest} <Num value={largest} />
      </p>
      <p>
        {texts.peak} <Num value={norms[peak]!} />, {texts.peakAt} <Num value={peak} />
      </p>
    </Card>
  )
}
