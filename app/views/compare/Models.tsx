/** The models of the comparison: the key of the figure, and where the chosen one is changed. */

import { memo, useMemo } from 'react'
import { modelNames } from '../../../src/index.ts'
import { ModelList } from '../../parts/cell/ModelList.tsx'
import { textCells, useKeptCells } from '../../state/cells.ts'
import { useSession } from '../../state/context.ts'
import { builtIn, names as experimentNames } from '../../state/experiments.ts'
import { drawnCell, type Entry, entryOf, mostModels, netOfChoice, textOfEntries } from '../../state/models.ts'
import type { Session } from '../../state/session.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { Editor } from './Editor.tsx'
import styles from './Models.module.css'
import { flatName, nameOf } from './name.ts'
import type { Setup } from './setup.ts'
import { useTexts } from './texts.ts'

const writeIn = (session: Session, models: readonly Entry[], pick: number) =>
  session.changeParams({ models: textOfEntries(models), pick: String(pick + 1) })

export function Models({ setup, names }: { readonly setup: Setup; readonly names: readonly string[] }) {
  const session = useSession()
  const texts = useTexts()
  const { models, pick } = setup
  return (
    <section className={styles.models}>
      <h3>{texts.models.title}</h3>
      <ModelList
        names={names}
        pick={pick}
        texts={texts.models}
        onPick={(model) => session.changeParams({ pick: String(model + 1) })}
        onRemove={(model, next) =>
          writeIn(
            session,
            models.filter((_, other) => other !== model),
            next,
          )
        }
      >
        {(model) =>
          model === pick && (
            <Editor
              entry={models[model]!}
              model={model}
              hidden={setup.hidden}
              onChange={(changed) => writeIn(session, models.with(model, changed), model)}
            />
          )
        }
      </ModelList>
      {models.length < mostModels ? (
        <Add models={models} />
      ) : (
        <p className={ui.hint}>{texts.models.full(mostModels)}</p>
      )}
      <TrainThem models={models} hidden={setup.hidden} />
    </section>
  )
}

/** Trains the models that are drawn, the first four, with the same units, from the same seed. */
function TrainThem({ models, hidden }: { readonly models: readonly Entry[]; readonly hidden: number }) {
  const session = useSession()
  const texts = useTexts()
  const nets = models.flatMap((each) => (each.kind === 'drawn' ? [netOfChoice(each.choice, hidden)] : []))
  if (nets.length === 0) return null
  return (
    <button
      type="button"
      title={texts.models.trainAbout}
      onClick={() => {
        session.changeParams({ nets: nets.slice(0, 4).join(','), net: null })
        session.openView('train')
      }}
    >
      {texts.models.train}
    </button>
  )
}

const Add = memo(function Add({ models }: { readonly models: readonly Entry[] }) {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const { cells } = useKeptCells()
  const kept = useMemo(() => cells.map(drawnCell), [cells])
  const current = useStore((s) => s.experiment)
  const named = (text: string) => nameOf(entryOf(text, current)!, texts, words)
  return (
    <select
      aria-label={texts.models.add}
      value=""
      onChange={(event) => {
        const added = entryOf(event.target.value, current)
        if (added) writeIn(session, [...models, added], models.length)
      }}
    >
      <option value="">{texts.models.add}</option>
      <optgroup label={texts.models.drawn}>
        {[
          ...modelNames,
          'rnn-linear-orthogonal',
          'lstm-peephole-torch',
          'lstm-CIFG-torch',
          'lstm+lstm-torch',
          'rnn+rnn+rnn-torch',
        ].map((name) => (
          <option key={name} value={name}>
            {flatName(named(name))}
          </option>
        ))}
      </optgroup>
      <optgroup label={texts.models.library}>
        {[...textCells.keys()].map((id) => (
          <option key={id} value={`${id}-torch`}>
            {named(`${id}-torch`)}
          </option>
        ))}
      </optgroup>
      {kept.length > 0 && (
        <optgroup label={texts.models.kept}>
          {kept.map((entry) => (
            <option key={entry.text} value={entry.text}>
              {flatName(nameOf(entry, texts, words))}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={texts.models.given}>
        <option value="@">{texts.models.current}</option>
        {experimentNames.filter(builtIn).map((name) => (
          <option key={name} value={`@${name}`}>
            {named(`@${name}`)}
          </option>
        ))}
      </optgroup>
    </select>
  )
})
