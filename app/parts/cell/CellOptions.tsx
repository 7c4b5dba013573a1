/** What can be chosen of a cell of the library besides its sizes: a list for each option of its schema. */
import { type CellChoice, optionsIn } from '../../../src/index.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { choiceText, optionName } from './texts.ts'

interface Props {
  readonly model: CellChoice
  /** of the label of each; absent: its name beside the list */
  readonly className?: string
  /** hears the option that is changed, as a document says it */
  readonly onChange: (changed: Partial<CellChoice>) => void
}

export function CellOptions({ model, className = ui.named, onChange }: Props) {
  const words = useWords()
  return optionsIn(model).map(({ option, choices, chosen }) => {
    const name = optionName(words, option)
    return (
      <label key={option} className={className}>
        {name}{' '}
        <select
          aria-label={name}
          value={String(chosen)}
          onChange={(event) =>
            onChange({ [option]: choices.find((choice) => String(choice) === event.target.value) })
          }
        >
          {choices.map((choice) => (
            <option key={String(choice)} value={String(choice)}>
              {choiceText(words, option, choice)}
            </option>
          ))}
        </select>
      </label>
    )
  })
}
