/** Single units: the error factor, the weak bound, the linear unit, the forget gate. */
import {
  errorFactor,
  errorFactorMaximum,
  forgetTable,
  linearUnit,
  overflowStep,
  weakBound,
} from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { Num } from '../../figure/Num.tsx'
import { Plot, type PlotCurve } from '../../figure/Plot.tsx'
import { Card, csvOf, range } from './Card.tsx'
import { useTexts } from './texts.ts'

export function ErrorFactor() {
  const { factor } = useTexts()
  const kinds = ['sigmoid', 'tanh'] as const
  const weights = range(0, 8, 161)
  const most = kinds.map((kind) => errorFactorMaximum(kind))
  const curves = kinds.map((kind, model): PlotCurve => {
    const values = errorFactor(kind, weights, 1)
    return {
      id: kind,
      model,
      label: factor[kind],
      labelAt: model === 0 ? 72 : 28,
      points: weights.map((w, i) => [w, values[i]!] as const),
    }
  })
  return (
    <Card
      id="error-factor"
      texts={factor}
      csv={() => csvOf(curves, 'w', 'factor')}
      figure={
        <Plot
          label={factor.title}
          x={{ low: 0, high: 8, name: factor.x }}
          y={{ low: 0, high: 0.5, name: factor.y }}
          curves={curves}
          marks={most.map(({ wy, factor: value }) => ({
            x: wy,
            y: value,
            text: value.toFixed(4),
            anchor: 'start',
          }))}
        />
      }
    >
      {kinds.map((kind, i) => (
        <p key={kind}>
          {factor.at(factor[kind])} <Num value={most[i]!.wy} digits={kind === 'sigmoid' ? 5 : 4} />
          {factor.value} <Num value={most[i]!.factor} /> {factor.over}
        </p>
      ))}
    </Card>
  )
}

export function WeakBound() {
  const { bound } = useTexts()
  const steps = Array.from({ length: 101 }, (_, q) => q)
  const curves = [0.1, 0.2, 0.3, 0.39].map(
    (most, model): PlotCurve => ({
      id: String(most),
      model,
      label: `${bound.weight} ${most}`,
      labelAt: [38, 55, 75, 90][model]!,
      points: steps.map((q) => [q, weakBound(10, most, q)] as const),
    }),
  )
  return (
    <Card
      id="weak-bound"
      texts={bound}
      csv={() => csvOf(curves, 'q', 'bound')}
      figure={
        <Plot
          label={bound.title}
          x={{ low: 0, high: 100, name: bound.x }}
          y={{ low: 1e-30, high: 10, log: true, name: bound.y }}
          curves={curves}
        />
      }
    >
      <p>
        <Words text={bound.after} /> <Num value={weakBound(10, 0.3, 20)} />
      </p>
    </Card>
  )
}

export function LinearUnit() {
  const { linear } = useTexts()
  const curves = [1.5, 1.1, 1, 0.9].map((w, model): PlotCurve => {
    const { dw } = linearUnit(w, 1, 100)
    return {
      id: String(w),
      model,
      label: `${linear.w} ${w}`,
      labelAt: [60, 90, 60, 90][model]!,
      side: model === 3 ? 'below' : 'above',
      points: Array.from(dw, (value, t) => [t, value] as const),
    }
  })
  const rows = [
    [1.1, 'float64'],
    [1.5, 'float64'],
    [2, 'float64'],
    [1.5, 'float32'],
  ] as const
  return (
    <Card
      id="linear-unit"
      texts={linear}
      csv={() => csvOf(curves, 't', 'dx/dw')}
      figure={
        <Plot
          label={linear.title}
          x={{ low: 0, high: 100, name: linear.x }}
          y={{ low: 1e-3, high: 1e19, log: true, name: linear.y }}
          curves={curves}
          across={[1]}
        />
      }
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{linear.w}</th>
            <th scope="col">{linear.overflow}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([w, precision]) => (
            <tr key={w + precision}>
              <th scope="row">
                {w} ({linear.precision[precision]})
              </th>
              <td>
                <Num value={overflowStep(w, precision)!} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

export function HalfLife() {
  const { halfLife } = useTexts()
  const rows = forgetTable()
  const curves = rows.map(
    ({ bias, f }, model): PlotCurve => ({
      id: String(bias),
      model,
      label: `${halfLife.bias} = ${String(bias).replace('-', '−')}`,
      labelAt: [32, 30, 85, 70, 95, 40][model]!,
      side: model === 2 || model === 3 || model === 4 ? 'below' : 'above',
      points: Array.from({ length: 101 }, (_, k) => [k, f ** k] as const),
    }),
  )
  return (
    <Card
      id="forget-gate"
      texts={halfLife}
      csv={() => csvOf(curves, 'k', 'f^k')}
      figure={
        <Plot
          label={halfLife.title}
          x={{ low: 0, high: 100, name: halfLife.x }}
          y={{ low: 1e-20, high: 100, log: true, name: halfLife.y }}
          curves={curves}
        />
      }
    >
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Words text={halfLife.bias} />
            </th>
            <th scope="col">{halfLife.f}</th>
            <th scope="col">{halfLife.half}</th>
            <th scope="col">{halfLife.after20}</th>
            <th scope="col">{halfLife.after100}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ bias, f, halfLife: half, after20, after100 }) => (
            <tr key={bias}>
              <th scope="row">{String(bias).replace('-', '−')}</th>
              {[f, half, after20, after100].map((value, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={i}>
                  <Num value={value} digits={i === 0 ? 5 : i === 1 ? 4 : 3} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
