/** One decision: what is taken, the other choices, and why it is asked where it is. */
import { useId } from 'react'
import type { Question, Setting } from '../../../../src/index.ts'
import { NumberField } from './NumberField.tsx'
import styles from './Sheet.module.css'
import { useSentences, useTexts } from './texts.ts'

interface Props {
  readonly setting: Setting
  /** the file does not say it */
  readonly question: Question | undefined
  /** what speaks for another answer */
  readonly hint?: string | undefined
  readonly onChange: (taken: string) => void
}

export function SettingRow({ setting, question, hint, onChange }: Props) {
  const texts = useTexts()
  const sentences = useSentences()
  const id = useId()
  const { option, choices } = setting
  const label = setting.counts ? texts.counts[setting.counts] : texts.options[option]
  return (
    <div className={styles.setting} data-option={option} data-asked={question !== undefined}>
      <span id={id}>{label}</span>
      {choices ? (
        <select
          aria-labelledby={id}
          aria-describedby={question && `${id}why`}
          value={setting.taken}
          onChange={({ target }) => onChange(target.value)}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {wordOf(option, choice, texts)}
            </option>
          ))}
        </select>
      ) : (
        <Numbers setting={setting} label={label} onChange={onChange} />
      )}
      {hint && <p className={styles.why}>{hint}</p>}
      {question && (
        <p id={`${id}why`} className={styles.why}>
          <strong>{texts.asked}</strong> {sentences.why(question)}
        </p>
      )}
    </div>
  )
}

function wordOf(option: Setting['option'], choice: string, texts: ReturnType<typeof useTexts>): string {
  const words = texts.words[option]
  if (words && Object.hasOwn(words, choice)) return words[choice]!
  return option === 'layer' ? texts.layer(choice) : choice
}

/** A whole number, or rows from one to another. */
function Numbers({
  setting: { taken, most },
  label,
  onChange,
}: {
  readonly setting: Setting
  readonly label: string
  readonly onChange: (taken: string) => void
}) {
  const texts = useTexts()
  const [from, to] = taken.split('..')
  if (to === undefined)
    return (
      <span>
        <NumberField label={label} value={taken} most={most} onChange={onChange} />{' '}
        {most !== undefined && texts.of(most)}
      </span>
    )
  return (
    <span>
      <NumberField
        label={`${label} ${texts.from}`}
        value={from!}
        most={most}
        onChange={(text) => onChange(`${text}..${to}`)}
      />{' '}
      …{' '}
      <NumberField
        label={`${label} ${texts.to}`}
        value={to}
        most={most}
        onChange={(text) => onChange(`${from}..${text}`)}
      />{' '}
      {most !== undefined && texts.of(most)}
    </span>
  )
}
