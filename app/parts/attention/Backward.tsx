/** The backward pass of an attention: where the gradient of the context goes. */
import { frameOf, gradientOf } from '../../../src/index.ts'
import { Strip } from '../../figure/Strip.tsx'
import { largest } from '../../figure/scale.ts'
import { useWords } from '../../words/words.ts'
import styles from './Attention.module.css'
import { wide } from './layout.ts'
import { Letters, RowName } from './marks.tsx'
import { headOf, type Mark, sentTo, timesOf } from './picture.ts'
import { type Drawn, Rows, StripRow, Vector } from './values.tsx'

/** What goes back: into the context, the shares, the scores and the query, and from there to each feature, as value, as key and as query. */
export function Backward({ picture, layout }: Drawn) {
  const { trace, of, features, mark } = picture
  const words = useWords().attention
  const drawn = { picture, layout }
  const times = timesOf(trace.T)
  const has = (name: string, t: number | null) => frameOf(trace, { name, gradient: true, t }) !== undefined
  const sent = (via: string, name: string, t: number) => sentTo(trace, name, via, t) ?? []
  const rows = [
    { key: 'value', via: of.context, at: layout.addedParts, seen: () => mark(gradientOf(of.context), null) },
    { key: 'key', via: of.score, at: layout.saidParts, seen: (t: number) => mark(gradientOf(of.score), t) },
  ] as const
  const most = largest(
    features.flatMap((name) =>
      times.flatMap((t) => rows.flatMap(({ via }) => Array.from(sent(via, name, t)))),
    ),
  )
  const plain = (seen: Mark): Mark => (seen === 'blank' || seen === 'covered' ? 'blank' : 'plain')
  return (
    <>
      {has(of.context, null) && (
        <Vector {...drawn} name={of.context} t={null} x={layout.contextX} y={layout.top} gradient />
      )}
      {headOf(trace)
        .filter((name) => has(name, trace.T))
        .map((name, i) => (
          <Vector key={name} {...drawn} name={name} t={trace.T} x={layout.headX(i)} y={layout.top} gradient />
        ))}
      <Rows {...drawn} />
      {has(of.query, null) && (
        <Vector {...drawn} name={of.query} t={null} x={layout.queryX} y={layout.score} gradient />
      )}
      {rows.map(({ key, via, at, seen }) =>
        features.map((name, i) => (
          <g key={`${key} ${name}`}>
            <RowName x={layout.namesX} y={at[i]! + layout.heights[i]! / 2 + 0.35 * layout.letter}>
              <Letters trace={trace} name={name} t={null} /> {words[key]}
            </RowName>
            <StripRow
              {...drawn}
              of={via}
              y={at[i]!}
              full={most}
              gradient
              values={(t) => sent(via, name, t)}
              name={(t) => gradientOf(`${name}@${t}<${via}@${t}`)}
              seen={(t) => plain(seen(t))}
            />
          </g>
        )),
      )}
      {features.map((name, i) => (
        <Strip
          key={name}
          x={layout.queryX}
          y={layout.saidParts[i]!}
          width={wide}
          values={sent(of.query, name, trace.T)}
          full={most}
          name={gradientOf(`${name}@${trace.T}<${of.query}@${trace.T}`)}
          idea={trace.net.info(of.query).idea}
          gradient
          blank={plain(mark(gradientOf(of.query), null)) === 'blank'}
          digits={layout.digits}
        />
      ))}
      <text className={styles.name} x={layout.queryX} y={layout.saidEnd + layout.letter + 2}>
        {words.query}
      </text>
    </>
  )
}
