/**
 * The picture of an attention: what each timestep says, how well it fits the query, its share of the whole, and the context as all
 * shares flow together. In the backward pass the same ways the other way round: the gradient of a feature comes as value, as key, and
 * at the last timestep as query.
 */
import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { numberText, type Reading, type Trace } from '../../../src/index.ts'
import { valuesAt } from '../../figure/Mini.tsx'
import { usualDigits } from '../../figure/Strip.tsx'
import { shownGrain, stepFrames } from '../../state/steps.ts'
import { useReading, useStore } from '../../state/store.ts'
import type { Box } from '../../ui/useBox.ts'
import { useWords } from '../../words/words.ts'
import styles from './Attention.module.css'
import { Backward } from './Backward.tsx'
import { Forward } from './Forward.tsx'
import { type Layout, layoutOf } from './layout.ts'
import { rowNameWidth } from './marks.tsx'
import { headOf, type Picture, pictureOf, timesOf } from './picture.ts'
import { Flow, showResult } from './values.tsx'

interface Props {
  readonly trace: Trace
  readonly cursor: number
  readonly covered: boolean
  /** the panel that it stands in, once it is measured */
  readonly box: Box | null
}

const Attention = memo(function Attention({ trace, cursor, covered, box }: Props) {
  const words = useWords()
  const grain = useStore((s) => s.grain)
  const group = stepFrames(trace, cursor, shownGrain(grain))
  const picture = pictureOf(trace, group, covered)
  const reading = useReading()
  const layout = useMemo(
    () => layoutOf(sizesOf(trace, reading, words.attention), box),
    [trace, reading, words, box],
  )
  const { width, height, scale } = layout
  const svg = useRef<SVGSVGElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step has another result
  useLayoutEffect(() => showResult(svg.current!), [cursor, layout])
  const said = picture.backward ? words.attention.backward : words.attention.forward
  return (
    <svg
      ref={svg}
      data-part="attention"
      data-digits={layout.digits > 0 ? 'usual' : 'bars'}
      className={styles.attention}
      style={{ '--digits': `${usualDigits - 1}px`, '--letter': `${layout.letter}px` } as React.CSSProperties}
      viewBox={`0 0 ${width} ${height}`}
      width={width * scale}
      height={height * scale}
      role="img"
      aria-label={`${said} ${spoken(picture, words.attention.largest)}`}
    >
      <Flow picture={picture} layout={layout} />
      {picture.backward ? (
        <Backward picture={picture} layout={layout} />
      ) : (
        <Forward picture={picture} layout={layout} />
      )}
      <Times trace={trace} layout={layout} current={group.at(-1)!.t ?? trace.T} />
    </svg>
  )
})

function sizesOf(trace: Trace, reading: Reading, rows: Readonly<Record<'value' | 'key', string>>) {
  const { net, T } = trace
  const count = (name: string) => trace.memory(name).shape.reduce((a, b) => a * b, 1)
  const { of, features } = pictureOf(trace, [trace.frames[0]!], false)
  const units = features.map(count)
  const head = headOf(trace)
  return {
    ...{ T, units, features: units.reduce((a, b) => a + b), head: head.length, query: count(of.query) },
    outputs: Math.max(...head.map(count), net.head.length > 0 ? 1 : 0),
    named: Math.max(
      ...features.flatMap((name) =>
        [rows.value, rows.key].map((word) => rowNameWidth(trace, reading, name, word)),
      ),
    ),
  }
}

/** The largest share, once all are written. */
function spoken({ trace, of, mark }: Picture, largestAt: (share: string, t: number) => string): string {
  const times = timesOf(trace.T)
  if (times.some((t) => mark(of.share, t) === 'blank')) return ''
  const share = (t: number) => valuesAt(trace, of.share, t)[0]!
  const best = times.reduce((most, t) => (share(t) > share(most) ? t : most))
  return largestAt(numberText(share(best)), best)
}

/** The timesteps below, every fifth where they are many. */
function Times({
  trace,
  layout,
  current,
}: {
  readonly trace: Trace
  readonly layout: Layout
  readonly current: number
}) {
  const { columns } = layout
  const each = columns.width > 2 * columns.letter ? 1 : 5
  return timesOf(trace.T).map(
    (t) =>
      (t === current || t === 1 || t % each === 0) && (
        <text
          key={t}
          className={styles.time}
          data-current={t === current || undefined}
          x={columns.at(t)}
          y={layout.saidEnd + layout.letter + 2}
        >
          {t}
        </text>
      ),
  )
}

export default Attention
