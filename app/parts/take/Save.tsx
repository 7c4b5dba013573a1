/** A figure to take along: as a drawing, a picture, a table. */
import type { RefObject } from 'react'
import { pngOf, svgText } from '../../figure/figureFile.ts'
import { useSession } from '../../state/context.ts'
import { saveFile } from '../../ui/save.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Save.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly name: string
  /** the element that holds the drawing: its first svg with a role or a view box of its own */
  readonly figure: RefObject<HTMLElement | null>
  /** its set-up: under the drawing, and in the table as lines that begin with # */
  readonly caption: readonly string[]
  readonly csv: () => string
  /** without the words */
  readonly brief?: boolean
}

export function Save({ name, figure, caption, csv, brief = false }: Props) {
  const session = useSession()
  const texts = useTexts().figure
  const words = useWords()
  async function picture(ending: 'svg' | 'png'): Promise<void> {
    const svg = figure.current?.querySelector<SVGSVGElement>('svg[viewBox]')
    try {
      if (!svg) throw new Error('no drawing')
      const text = svgText(svg, caption.join('\n'))
      if (ending === 'svg') saveFile(`${name}.svg`, [text], 'image/svg+xml')
      else saveFile(`${name}.png`, await pngOf(text))
    } catch {
      session.tell(texts.cannotSave, ['view', 'params'])
    }
  }
  return (
    <p className={styles.take}>
      {!brief && `${words.label(texts.take)} `}
      <button type="button" aria-label={`${name}.svg`} onClick={() => void picture('svg')}>
        SVG
      </button>
      <button type="button" aria-label={`${name}.png`} onClick={() => void picture('png')}>
        PNG
      </button>
      <button
        type="button"
        aria-label={`${name}.csv`}
        onClick={() => saveFile(`${name}.csv`, [...caption.map((line) => `# ${line}\n`), csv()], 'text/csv')}
      >
        CSV
      </button>{' '}
      {!brief && <span className={ui.hint}>{texts.link}</span>}
    </p>
  )
}
