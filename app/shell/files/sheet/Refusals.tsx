/** The files that cannot be used, and why; the lines of code that help one of them can be copied. */
import { useState } from 'react'
import { type Mistake, mistakeIn } from '../../../../src/index.ts'
import { copyText } from '../../../ui/save.ts'
import ui from '../../../ui/ui.module.css'
import { useWords } from '../../../words/words.ts'
import type { Refused } from '../reading.ts'
import styles from './Sheet.module.css'
import { useTexts } from './texts.ts'

export function Refusals({ refused }: { readonly refused: readonly Refused[] }) {
  const words = useWords()
  const texts = useTexts()
  if (refused.length === 0) return null
  return (
    <section className={ui.trouble}>
      <h3>{texts.unusable}</h3>
      {refused.map(({ name, mistake }) => (
        <div key={name ?? ''} role="alert">
          <p>{words.fileTrouble(name ?? texts.pasted, mistakeIn(withoutCode(mistake), words.mistakes))}</p>
          {mistake.expected.id === 'stateDict' && (
            <Code text={mistake.expected.code.replaceAll('; ', '\n')} />
          )}
        </div>
      ))}
    </section>
  )
}

/** A mistake whose lines of code stand below it, and not in its sentence. */
const withoutCode = ({ expected, ...mistake }: Mistake): Mistake => ({
  ...mistake,
  expected: expected.id === 'stateDict' ? { ...expected, code: '' } : expected,
})

/** Lines of code with a button that copies them. */
export function Code({ text, label }: { readonly text: string; readonly label?: string }) {
  const texts = useTexts()
  const [copied, setCopied] = useState(false)
  return (
    <div className={styles.code}>
      <figure>
        <figcaption>{label ?? texts.code}</figcaption>
        <pre>{text}</pre>
      </figure>
      <button type="button" onClick={() => void copyText(text).then(setCopied)}>
        {texts.copy}
      </button>
      <span role="status">{copied && texts.copied}</span>
    </div>
  )
}
