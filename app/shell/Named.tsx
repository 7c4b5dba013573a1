/** A choice among words with its name beside it. */
import ui from '../ui/ui.module.css'

interface ChoiceProps<Word extends string> {
  readonly label: string
  readonly value: Word
  readonly order: readonly Word[]
  readonly choices: Readonly<Record<Word, string>>
  readonly onChange: (value: Word) => void
}

/** A choice with its name beside it. */
export function Named<Word extends string>(props: ChoiceProps<Word>) {
  return (
    <span className={ui.named}>
      <span aria-hidden="true">{props.label}</span> <Choice {...props} />
    </span>
  )
}

function Choice<Word extends string>({ label, value, order, choices, onChange }: ChoiceProps<Word>) {
  return (
    <select
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onChange(event.target.value as Word)}
    >
      {order.map((word) => (
        <option key={word} value={word}>
          {choices[word]}
        </option>
      ))}
    </select>
  )
}
