import { modelOf } from '../../src/index.ts'
import { textIn } from '../parts/equation/explain.ts'
import { useSession } from '../state/context.ts'
import { experimentOf, hasOtherCells, isChanged, nameGroups, titleOf } from '../state/experiments.ts'
import { useStore } from '../state/store.ts'
import { netName } from '../words/cell.ts'
import { useWords } from '../words/words.ts'
import { fetched, Unfetched } from '../work/fetch.ts'

/** The experiment that is open, and a menu of those that ship, by group. */
export function ChosenExperiment({ className }: { readonly className: string | undefined }) {
  const session = useSession()
  const words = useWords()
  const name = useStore((s) => s.name)
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const opened = useStore((s) => s.opened)
  const title = textIn(experiment.title, language) || words.ownExperiment
  const changed = experiment === opened && !isChanged(experiment) ? title : `${title} · ${words.changed}`
  // A title that speaks of the cell before does not come first.
  const label = hasOtherCells(experiment, opened)
    ? words.changedFrom(title, netName(modelOf(experiment.model), words))
    : changed
  return (
    <select
      data-part="chosen-experiment"
      className={className}
      aria-label={words.experiment}
      value={name ?? ''}
      onChange={(event) => {
        const chosen = event.target.value
        fetched(() => experimentOf(chosen)).then(
          (experiment) => experiment && session.open(experiment),
          (thrown: unknown) =>
            session.tell(words.parts[thrown instanceof Unfetched ? thrown.reason : 'away']),
        )
      }}
    >
      {name === null && <option value="">{label}</option>}
      {nameGroups.map((group) => (
        <optgroup key={group.id} label={words.experimentGroups[group.id]}>
          {group.names.map((each) => (
            <option key={each} value={each}>
              {textIn(titleOf(each), language)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
