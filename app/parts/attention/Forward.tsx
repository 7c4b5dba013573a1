/** The forward pass of an attention: what each timestep says, its score and share, what it adds, and the context with the head. */
import { Fragment } from 'react'
import { valuesAt } from '../../figure/Mini.tsx'
import { largest, largestOf } from '../../figure/scale.ts'
import { Letters, RowName } from './marks.tsx'
import { addedAt, headOf, timesOf } from './picture.ts'
import { type Drawn, Rows, StripRow, Vector } from './values.tsx'

export function Forward({ picture, layout }: Drawn) {
  const { trace, of, features, mark } = picture
  const most = largest(timesOf(trace.T).flatMap((t) => Array.from(addedAt(trace, of.context, t))))
  const drawn = { picture, layout }
  return (
    <>
      <Vector {...drawn} name={of.context} t={null} x={layout.contextX} y={layout.top} />
      {headOf(trace).map((name, i) => (
        <Vector key={name} {...drawn} name={name} t={trace.T} x={layout.headX(i)} y={layout.top} />
      ))}
      <RowName x={layout.namesX} y={layout.added + layout.feature / 2 + 0.35 * layout.letter}>
        <Letters trace={trace} name={of.share} t={null} />
        {features.length > 1 && '['}
        {features.map((name, i) => (
          <Fragment key={name}>
            {i > 0 && ', '}
            <Letters trace={trace} name={name} t={null} />
          </Fragment>
        ))}
        {features.length > 1 && ']'}
      </RowName>
      <StripRow
        {...drawn}
        of={of.context}
        y={layout.added}
        full={most}
        values={(t) => addedAt(trace, of.context, t)}
        name={(t) => `${of.context}@${t}`}
        seen={() => (['blank', 'covered'].includes(mark(of.context, null)) ? 'blank' : 'plain')}
      />
      <Rows {...drawn} />
      <Vector {...drawn} name={of.query} t={null} x={layout.queryX} y={layout.score} />
      {features.map((name, i) => (
        <g key={name}>
          <RowName x={layout.namesX} y={layout.saidParts[i]! + layout.heights[i]! / 2 + 0.35 * layout.letter}>
            <Letters trace={trace} name={name} t={null} />
          </RowName>
          <StripRow
            {...drawn}
            of={name}
            y={layout.saidParts[i]!}
            full={Math.max(1, largestOf(trace.memory(name).data))}
            values={(t) => valuesAt(trace, name, t)}
            name={(t) => `${name}@${t}`}
            seen={(t) => mark(name, t)}
          />
        </g>
      ))}
    </>
  )
}
