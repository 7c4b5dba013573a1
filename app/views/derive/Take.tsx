/** The derivation as a LaTeX document or as Markdown. */
import { type DocumentLine, latexDocument, markdown, type RuleId, type Trace } from '../../../src/index.ts'
import { refText } from '../../math/name.ts'
import { useReading } from '../../state/store.ts'
import { saveFile } from '../../ui/save.ts'
import { useWords } from '../../words/words.ts'
import deriveStyles from './Derive.module.css'
import type { Shown } from './found.ts'
import { type Form, ruleIn, useTexts } from './texts.ts'

interface Props {
  readonly trace: Trace
  readonly of: string
  readonly form: Form
  readonly lines: Shown['lines']
}

export function Take({ trace, of, form, lines }: Props) {
  const texts = useTexts()
  const reading = useReading()
  const words = useWords()
  const title = words.labelled(texts.title, refText(trace, reading, of))
  function document(): DocumentLine[] {
    const [question, ...rest] = lines
    return rest.map((line, i) => ({
      ...(i === 0 ? { left: question!.tree } : {}),
      right: line.tree,
      reason: [
        ruleIn(texts, line.rule as RuleId, form).replace(
          /\{(about|via|of)\}/g,
          (_, key: 'about' | 'via' | 'of') => refText(trace, reading, line[key] ?? ''),
        ),
        ...(line.cancels ? [words.cancels[line.cancels]] : []),
      ].join(' '),
    }))
  }
  const name = `derivation-${of.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '')}`
  return (
    <p data-part="choices" className={deriveStyles.choices}>
      {texts.take}{' '}
      <button type="button" onClick={() => saveFile(`${name}.tex`, [latexDocument(document(), title)])}>
        LaTeX
      </button>
      <button type="button" onClick={() => saveFile(`${name}.md`, [markdown(document(), title)])}>
        Markdown
      </button>
    </p>
  )
}
