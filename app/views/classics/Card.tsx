/** One classic: its figure, its exact numbers, its source. */
import { type ReactNode, useRef } from 'react'
import { fullValue } from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import type { PlotCurve } from '../../figure/Plot.tsx'
import { Save } from '../../parts/take/Save.tsx'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Card.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly id: string
  readonly texts: { readonly title: string; readonly says: string; readonly source: string }
  readonly figure: ReactNode
  /** the exact numbers */
  readonly children: ReactNode
  readonly csv: () => string
}

export function Card({ id, texts: { title, says, source }, figure, children, csv }: Props) {
  const texts = useTexts()
  const words = useWords()
  const holder = useRef<HTMLElement>(null)
  return (
    <figure data-part="classic" className={styles.card} id={id} ref={holder} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <p>
        <Words text={says} />
      </p>
      {figure}
      <Wide label={words.labelled(texts.numbers, title)}>
        <h4>{texts.numbers}</h4>
        {children}
      </Wide>
      <p className={ui.hint}>{words.labelled(texts.source, source)}</p>
      <Save
        name={id}
        figure={holder}
        caption={[title, words.labelled(texts.source, source)]}
        csv={csv}
        brief
      />
    </figure>
  )
}

/** The points of curves as a table: a row for each point. */
export function csvOf(curves: readonly PlotCurve[], x: string, y: string): string {
  return [
    ['curve', x, y].map(quoted).join(),
    ...curves.flatMap(({ label, id, points }) =>
      points.map(([a, b]) => [quoted(label ?? id), fullValue(a), fullValue(b)].join()),
    ),
    '',
  ].join('\n')
}

const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const range = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1))
