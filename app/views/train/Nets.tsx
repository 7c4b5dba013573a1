/** The nets that learn side by side, and where the chosen one is changed. */

import { mistakeIn } from '../../../src/index.ts'
import { ModelList } from '../../parts/cell/ModelList.tsx'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import type { BuiltDocument } from './documents.ts'
import { NetEditor } from './NetEditor.tsx'
import { mostNets, type Net, netOf, textOfNet } from './nets.ts'
import settings from './Settings.module.css'
import type { Setup } from './setup.ts'
import { useTexts } from './texts.ts'

interface Props {
  readonly setup: Setup
  readonly names: readonly string[]
  readonly made: readonly BuiltDocument[]
}

export function Nets({ setup, names, made }: Props) {
  const session = useSession()
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
      <ModelList
        names={names}
        pick={pick}
        texts={texts}
        onPick={(model) => session.changeParams({ net: model === 0 ? null : String(model + 1) })}
        onRemove={(model, next) =>
          write(
            nets.filter((_, other) => other !== model),
            next,
          )
        }
      >
        {(model) => (
          <>
            <Mistake of={made[model]} />
            {model === pick && (
              <NetEditor
                net={nets[model]!}
                model={model}
                onChange={(changed) => write(nets.with(model, changed), model)}
              />
            )}
          </>
        )}
      </ModelList>
      {nets.length < mostNets && <Add onAdd={(net) => write([...nets, net], nets.length)} />}
    </section>
  )
}

/** Why a net cannot be trained. */
function Mistake({ of }: { readonly of: BuiltDocument | undefined }) {
  const words = useWords()
  if (!of || of.ok) return null
  return (
    <p data-part="trouble" className={ui.trouble} role="alert">
      {mistakeIn(of.mistake, words.mistakes)}
    </p>
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
