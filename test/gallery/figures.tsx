/** The figures of the page with fixed data. */
import { type ReactNode, useState } from 'react'
import { DecayPlot } from '../../app/figure/DecayPlot.tsx'
import { ErrorPlot } from '../../app/figure/ErrorPlot.tsx'
import { Heat } from '../../app/figure/Heat.tsx'
import { MatrixMap } from '../../app/figure/MatrixMap.tsx'
import { Cells } from '../../app/figure/marks.tsx'
import { Plane } from '../../app/figure/Plane.tsx'
import { Plot } from '../../app/figure/Plot.tsx'
import { Stacked } from '../../app/figure/Stacked.tsx'
import { TrainingPlot } from '../../app/figure/TrainingPlot.tsx'

interface Figure {
  readonly name: string
  readonly shown: ReactNode
}

const nothing = () => undefined
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const waves = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(1.7 * i + 0.3))

/** Gradients that decay, stay, explode until they overflow, and are 0 from a lag on. */
const decays = [
  ...[0.6, 0.93, 1].map((share) => range(101).map((lag) => share ** lag)),
  range(101).map((lag) => (lag > 40 ? Number.POSITIVE_INFINITY : 1e8 ** lag)),
  range(101).map((lag) => (lag > 20 ? 0 : 0.5 ** lag)),
]

function Decay({ log, against }: { readonly log: boolean; readonly against: 'lag' | 't' }) {
  const [lag, setLag] = useState(30)
  return (
    <DecayPlot
      curves={decays.slice(0, log ? 5 : 3).map((values, model) => ({
        id: String(model),
        model,
        kind: model === 1 ? 'memory' : 'hidden',
        label: ['RNN', 'LSTM, forget bias 2', 'linear', 'it explodes', 'ReLU'][model]!,
        short: ['RNN', 'LSTM', 'linear', 'explodes', 'ReLU'][model]!,
        values,
        ...(model === 1 ? { low: values.map((v) => v / 3), high: values.map((v) => v * 3) } : {}),
      }))}
      steps={100}
      log={log}
      against={against}
      lag={lag}
      chosen="1"
      label="the size of the gradient"
      said=""
      axisNames={{ x: 'timesteps back', y: 'size of the gradient', ends: ['near', 'far'] }}
      onPoint={nothing}
      onLag={setLag}
      onChoose={nothing}
      onOpen={nothing}
    />
  )
}

export const figures: readonly Figure[] = [
  { name: 'figure decay', shown: <Decay log against="lag" /> },
  { name: 'figure decay linear', shown: <Decay log={false} against="t" /> },
  {
    name: 'figure plot',
    shown: (
      <Plot
        x={{ low: -6, high: 6, name: 'weight w' }}
        y={{ low: 0, high: 0.25, name: 'factor' }}
        curves={[
          {
            id: 'factor',
            model: 0,
            points: range(121).map((i) => [i / 10 - 6, 0.25 / Math.cosh((i / 10 - 6) / 2) ** 2] as const),
            label: 'σ′',
            labelAt: 80,
          },
          {
            id: 'dots',
            model: 1,
            dots: true,
            points: range(9).map((i) => [i - 4, 0.02 * i + 0.05] as const),
          },
        ]}
        marks={[{ x: 0, y: 0.25, text: 'at most 0.25', anchor: 'start' }]}
        across={[0.1]}
        down={[2]}
        label="a factor against a weight"
      />
    ),
  },
  {
    name: 'figure plot logarithmic',
    shown: (
      <Plot
        x={{ low: 0, high: 200, name: 'lag' }}
        y={{ low: 1e-300, high: 1e8, log: true, name: 'size' }}
        curves={[{ id: 'size', model: 2, points: range(200).map((i) => [i, 0.04 ** i * 100] as const) }]}
        label="sizes over many decades"
      />
    ),
  },
  {
    name: 'figure losses on two log axes',
    shown: (
      <Plot
        x={{ low: 1, high: 1e5, log: true, name: 'updates' }}
        y={{ low: 1e-4, high: 10, log: true, name: 'loss' }}
        curves={[
          {
            id: 'train',
            model: 0,
            points: range(51).map((i) => [10 ** (i / 10), 4 / (1 + 10 ** (i / 10 - 2))] as const),
            label: 'trained on',
            labelAt: 20,
          },
          {
            id: 'held out',
            model: 1,
            dots: true,
            points: range(11).map((i) => [10 ** (i / 2), 5 / (1 + 10 ** (i / 2 - 2.4))] as const),
          },
        ]}
        across={[0.1]}
        label="losses against updates"
      />
    ),
  },
  {
    name: 'figure lag by epoch',
    shown: (
      <Plot
        x={{ low: 0, high: 40, name: 'epoch', whole: true }}
        y={{ low: 0, high: 20, name: 'lag', whole: true }}
        curves={[]}
        under={(ground) => (
          <Cells
            ground={ground}
            rows={20}
            columns={40}
            values={range(800).map((i) => 0.9 ** Math.floor(i / 40) * (i % 40))}
          />
        )}
        label="the size of the gradient by lag and epoch"
      />
    ),
  },
  {
    name: 'figure error of a nudge',
    shown: (
      <ErrorPlot
        points={range(23).map((i) => {
          const step = 10 ** (-12 + i / 2)
          return { step, error: step ** 2 + 1e-16 / step }
        })}
        at={1e-6}
        labels={{
          point: (step, error) => `${step}: ${error}`,
          title: 'the error against the step',
          step: 'step',
          error: 'relative error',
          truncation: 'Taylor series',
          rounding: 'rounding',
        }}
      />
    ),
  },
  ...[
    [4, 3],
    [40, 40],
  ].map(([rows, columns]) => ({
    name: `figure heat ${rows} × ${columns}`,
    shown: (
      <Heat
        values={waves(rows! * columns!)}
        rows={rows!}
        columns={columns!}
        nameOf={(i, j) => `W_f[${i},${j}]`}
        selected={1}
        onSelect={nothing}
        label={(size) => `a matrix of ${size}`}
      />
    ),
  })),
  ...[3, 32].map((H) => ({
    name: `figure Jacobian of ${2 * H}`,
    shown: (
      <MatrixMap
        data={waves(4 * H * H)}
        size={2 * H}
        blocks={[
          { name: 'h', at: 0, size: H },
          { name: 'C', at: H, size: H },
        ]}
        label="a Jacobian"
        cell={[0, 1]}
        onCell={nothing}
      />
    ),
  })),
  {
    name: 'figure eigenvalues',
    shown: (
      <Plane
        numbers={range(16).map((k) => ({ re: Math.cos(k) * (k / 16), im: Math.sin(k) * (k / 16) }))}
        label="eigenvalues"
      />
    ),
  },
  {
    name: 'figure shares',
    shown: (
      <Stacked
        bars={[0, 1, 2].map((model) => ({ model, parts: range(5).map((i) => (i + 1) ** model) }))}
        parts={['t = 1–20', '21–40', '41–60', '61–80', '81–100']}
        label="shares of the gradient of a weight"
      />
    ),
  },
  {
    name: 'figure training',
    shown: (
      <TrainingPlot
        curves={[1, 2, 3].map((seed) => ({
          key: String(seed),
          label: seed,
          kind: seed === 3 ? 'rnn' : 'lstm',
          points: range(50).map(
            (i) => [i * 1000, seed === 3 ? 0.75 : 0.75 / (1 + (i / 12) ** (2 * seed))] as const,
          ),
          end: seed === 3 ? 'bad' : 'good',
        }))}
        right={50_000}
        top={1}
        yText={String}
        yTicks={[0, 0.25, 0.5, 0.75, 1]}
        xLabel="sequences"
        label="training"
        list={(texts) => texts.join(', ')}
        rule={{ y: 0.5, label: 'solved' }}
        mark={{ x: 31_390, label: 'paper' }}
      />
    ),
  },
]
