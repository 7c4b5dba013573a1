/** The derivation as a LaTeX document or as Markdown. */
import { type DocumentLine, latexDocument, markdown, type RuleId, untagged } from '../../src/index.ts'
import { saveFile } from '../file/save.ts'
import { spoken } from '../formula/Symbol.tsx'
import type { Shown } from './derive.worker.ts'
import { useTexts } from './texts.ts'

export function Take({ of, lines }: { readonly of: string; readonly lines: Shown['lines'] }) {
  const texts = useTexts()
  function document(): DocumentLine[] {
    const [question, ...rest] = lines
    return rest.map((line, i) => ({
      left: i === 0 ? untagged(question!.tex) : '',
      right: untagged(line.tex),
      reason: texts.rules[line.rule as RuleId].replace(
        /\{(about|via|of)\}/g,
        (_, key: 'about' | 'via' | 'of') => spoken(line[key] ?? ''),
      ),
    }))
  }
  const name = `derivation-${of.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '')}`
  return (
    <p className="choices">
      {texts.take}{' '}
      <button
        type="button"
        onClick={() => saveFile(`${name}.tex`, [latexDocument(document(), `${texts.title}: ${spoken(of)}`)])}
      >
        LaTeX
      </button>
      <button
        type="button"
        onClick={() => saveFile(`${name}.md`, [markdown(document(), `${texts.title}: ${spoken(of)}`)])}
      >
        Markdown
      </button>
    </p>
  )
}
