/** Experiment 6a of Hochreiter & Schmidhuber 1997, trained from scratch beside the row that they printed. */
import { useState } from 'react'
import { published, type Settings } from '../../src/index.ts'
import { Learning } from '../figure/Learning.tsx'
import { saveFile } from '../file/save.ts'
import { setParam, useParam } from '../store/store.ts'
import { useTrials } from '../store/trials.ts'
import { Example } from './Example.tsx'
import { csv, Table } from './Table.tsx'
import { useTexts } from './texts.ts'
import { start } from './trials.ts'
import './paper.css'

const networks = ['lstm', 'rnn'] as const
const gradients = ['truncated', 'full'] as const
const most = 10

/** Seeds as people type them; undefined where they are none. */
function seedsOf(text: string): number[] | undefined {
  const parts = text
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .filter(Boolean)
  const seeds = [...new Set(parts.map((part) => (/^\d{1,10}$/.test(part) ? Number(part) : Number.NaN)))]
  return seeds.length >= 1 && seeds.length <= most && seeds.every((seed) => seed <= 0xffffffff)
    ? seeds
    : undefined
}

export default function Paper() {
  const texts = useTexts()
  const { trials } = useTrials()
  const [networkText, gradientText] = [useParam('network'), useParam('gradient6a')]
  const network = networks.find((each) => each === networkText) ?? 'lstm'
  const gradient = gradients.find((each) => each === gradientText) ?? 'truncated'
  const seedsText = useParam('seeds') ?? '1, 2'
  const seeds = seedsOf(seedsText)
  const [trouble, setTrouble] = useState(false)
  const name = ({ network, gradient, seed }: Settings) =>
    `${network === 'rnn' ? 'RNN' : gradient === 'full' ? `LSTM ${texts.gradients.full}` : 'LSTM'} ${seed}`

  return (
    <>
      <h2>{texts.title}</h2>
      <p className="hint">{texts.source}</p>
      <p>{texts.task}</p>
      <Example />
      <form
        className="choices"
        onSubmit={(event) => {
          event.preventDefault()
          setTrouble(seeds === undefined)
          for (const seed of seeds ?? [])
            start({ network, gradient: network === 'rnn' ? 'full' : gradient, seed })
        }}
      >
        <label>
          {texts.network}{' '}
          <select value={network} onChange={(event) => setParam('network', event.target.value)}>
            {networks.map((each) => (
              <option key={each} value={each}>
                {texts.networks[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {texts.gradient}{' '}
          <select
            value={network === 'rnn' ? 'full' : gradient}
            disabled={network === 'rnn'}
            onChange={(event) => setParam('gradient6a', event.target.value)}
          >
            {gradients.map((each) => (
              <option key={each} value={each}>
                {texts.gradients[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {texts.seeds}{' '}
          <input
            value={seedsText}
            aria-invalid={seeds === undefined}
            title={texts.seedsHint}
            onChange={(event) => setParam('seeds', event.target.value)}
          />
        </label>
        <button type="submit">{texts.start}</button>
      </form>
      {(trouble || seeds === undefined) && seeds === undefined && <p role="alert">{texts.seedsTrouble}</p>}
      <p className="hint">
        {texts.weights[network]} {network === 'lstm' && texts.gradientTexts[gradient]}
      </p>
      {trials.length > 0 && (
        <figure>
          <Learning
            curves={trials.map((trial) => ({ name: name(trial.settings), points: trial.history }))}
            labels={{ title: texts.curve, x: texts.axisX, y: texts.axisY }}
          />
          <figcaption className="hint">{texts.curve}</figcaption>
        </figure>
      )}
      <h3>{texts.table}</h3>
      <Table trials={trials} name={name} />
      {trials.length > 0 && (
        <p>
          <button
            type="button"
            onClick={() => saveFile('experiment-6a.csv', [csv(trials, published)], 'text/csv')}
          >
            {texts.csv}
          </button>
        </p>
      )}
      <details>
        <summary>{texts.deviations}</summary>
        <ul>
          {texts.deviationTexts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
    </>
  )
}
