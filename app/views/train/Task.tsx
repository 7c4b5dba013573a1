/** What is learned. */
import { textIn } from '../../parts/equation/explain.ts'
import { useSession } from '../../state/context.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { NumberField } from './NumberField.tsx'
import styles from './Settings.module.css'
import { optionsOf, optionText, type Setup } from './setup.ts'
import { useTexts } from './texts.ts'
import { taskChoices, usualTask } from './usual.ts'

/** A task that is chosen comes with its usual settings. */
const forgotten = {
  options: null,
  optimizer: null,
  lr: null,
  momentum: null,
  decay: null,
  norm: null,
  epochs: null,
  batch: null,
  shuffle: null,
  precision: null,
} as const

export function Task({ setup }: { readonly setup: Setup }) {
  const session = useSession()
  const { task: texts } = useTexts()
  const words = useWords()
  const brought = useStore((s) => s.brought)
  const { task, options } = setup
  return (
    <section className={styles.section} aria-labelledby="train-task">
      <h3 id="train-task">{texts.title}</h3>
      <select
        aria-labelledby="train-task"
        value={task}
        onChange={({ target }) =>
          target.value === 'paper'
            ? session.openView('paper')
            : session.changeParams({
                ...forgotten,
                ...(setup.nets.some(({ kind }) => kind === 'document') ? { nets: null } : {}),
                task: target.value === usualTask ? null : target.value,
              })
        }
      >
        {taskChoices(brought).map((each) => (
          <option key={each} value={each}>
            {(each === 'brought' && textIn(brought?.title, words.languageCode)) || texts.names[each]}
          </option>
        ))}
        {/* Its net is no cell of the library, and has a trainer of its own. */}
        <option value="paper">{texts.names.paper}</option>
      </select>
      <p className={ui.hint}>{texts.about[task]}</p>
      {Object.entries(optionsOf(task, brought)).map(([name, { usual, from, to, whole }]) => (
        <NumberField
          key={`${task} ${name}`}
          label={texts.options[name] ?? name}
          value={options[name] ?? usual}
          range={[from, to]}
          whole={whole}
          onChange={(value) => {
            const { [name]: _, ...others } = options
            session.changeParams({
              options: optionText(value === usual ? others : { ...others, [name]: value }),
            })
          }}
        />
      ))}
    </section>
  )
}
