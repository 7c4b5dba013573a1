/** The nets that learn side by side, and where the chosen one is changed. */

import { mistakeIn } from '../../../src/index.ts'
import { dashes } from '../../figure/curve.ts'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { NetEditor } from './NetEditor.tsx'
import styles from './Nets.module.css'
import { mostNets, type Net, netOf, textOfNet } from './nets.ts'
import settings from './Settings.module.css'
import type { Setup } from './setup.ts'
import type { Shown } from './shown.ts'
import { useTexts } from './texts.ts'

export function Badge({ model }: { readonly model: number }) {
  return (
    <span className={styles.badge} data-model={model}>
      {model + 1}
    </span>
  )
}

/** How the curves of a net are drawn. */
function Sample({ model }: { readonly model: number }) {
  return (
    <svg className={styles.sample} data-model={model} width={40} height={10} aria-hidden="true">
      <path d="M1 5h38" strokeDasharray={dashes[model % dashes.length]} />
    </svg>
  )
}

interface Props {
  readonly setup: Setup
  readonly names: readonly string[]
  readonly shown: readonly Shown[]
}

export function Nets({ setup, names, shown }: Props) {
  const session = useSession()
  const words = useWords()
  const { nets: texts } = useTexts()
  const { nets, pick } = setup
  const write = (all: readonly Net[], picked: number) =>
    session.changeParams({
      nets: all.map(textOfNet).join(','),
      net: picked === 0 ? null : String(picked + 1),
    })
  return (
    <section className={settings.section} aria-labelledby="train-nets">
      <h3 id="train-nets">{texts.title}</h3>
      <ul className={styles.nets}>
        {nets.map((net, model) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a net is its place in the list
          <li key={model} data-chosen={model === pick}>
            <button
              type="button"
              className={styles.net}
              aria-pressed={model === pick}
              title={texts.choose(names[model]!)}
              onClick={() => session.changeParams({ net: model === 0 ? null : String(model + 1) })}
            >
              <Badge model={model} />
              <Sample model={model} />
              <span>{names[model]}</span>
            </button>
            {nets.length > 1 && (
              <button
                type="button"
                className={`${ui.quiet} ${styles.remove}`}
                aria-label={texts.remove(names[model]!)}
                onClick={() =>
                  write(
                    nets.filter((_, other) => other !== model),
                    Math.min(pick > model ? pick - 1 : pick, nets.length - 2),
                  )
                }
              >
                ×
              </button>
            )}
            {shown[model]?.mistake && (
              <p data-part="trouble" className={`${ui.trouble} ${styles.wide}`} role="alert">
                {mistakeIn(shown[model].mistake, words.mistakes)}
              </p>
            )}
            {model === pick && (
              <NetEditor
                net={net}
                model={model}
                onChange={(changed) => write(nets.with(model, changed), model)}
              />
            )}
          </li>
        ))}
      </ul>
      {nets.length < mostNets && <Add onAdd={(net) => write([...nets, net], nets.length)} />}
    </section>
  )
}

const offered = ['rnn-torch:64', 'lstm-torch:64', 'lstm-bf=1:64', 'gru-torch:64', '@'] as const

function Add({ onAdd }: { readonly onAdd: (net: Net) => void }) {
  const session = useSession()
  const words = useWords()
  const { nets: texts } = useTexts()
  const nameOf = (text: string) => {
    if (text === '@') return texts.open
    const [cell] = text.split('-')
    const name = words.cells[cell as keyof typeof words.cells]
    return text.includes('bf=') ? words.list([name, words.labelled(texts.forgetBias('b'), '1')]) : name
  }
  return (
    <select
      aria-label={texts.add}
      value=""
      onChange={({ target }) => {
        const net = netOf(target.value, session.get().experiment)
        if (net) onAdd(net)
      }}
    >
      <option value="">{texts.add}</option>
      {offered.map((each) => (
        <option key={each} value={each}>
          {nameOf(each)}
        </option>
      ))}
    </select>
  )
}
