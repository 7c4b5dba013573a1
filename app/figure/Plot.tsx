/** A plot of curves, dots and marks on linear or log axes. */
import type { ReactNode } from 'react'
import { Sized } from '../ui/Sized.tsx'
import type { Span } from './axis.ts'
import { Frame, type Ground } from './Frame.tsx'
import { Dots, dashOf, Line, type Marked, MarkedPoint, Name, type Point, Rule } from './marks.tsx'
import styles from './Plot.module.css'

export interface PlotCurve {
  readonly id: string
  /** colour and pattern */
  readonly model: number
  readonly points: readonly Point[]
  readonly label?: string
  /** where the label stands: the index of a point; the last where absent */
  readonly labelAt?: number
  readonly side?: 'above' | 'below'
  /** points without a line between them */
  readonly dots?: boolean
  /** solid, whatever the model */
  readonly plain?: boolean
}

interface Props {
  readonly x: Span
  readonly y: Span
  readonly curves: readonly PlotCurve[]
  readonly marks?: readonly Marked[]
  /** lines across at values of y, lines down at values of x */
  readonly across?: readonly number[]
  readonly down?: readonly number[]
  readonly label: string
  /** what lies under the curves, and over them, on the same axes */
  readonly under?: (ground: Ground) => ReactNode
  readonly over?: (ground: Ground) => ReactNode
  readonly 'data-part'?: string
  readonly className?: string | undefined
}

export function Plot({
  x,
  y,
  label,
  under,
  over,
  className = styles.holder,
  'data-part': part,
  ...marks
}: Props) {
  return (
    <Sized className={className}>
      {(box) => (
        <Frame box={box} x={x} y={y} label={label} data-part={part}>
          {(ground) => (
            <>
              {under?.(ground)}
              <Marks ground={ground} {...marks} />
              {over?.(ground)}
            </>
          )}
        </Frame>
      )}
    </Sized>
  )
}

type MarksProps = Pick<Props, 'curves' | 'marks' | 'across' | 'down'> & { readonly ground: Ground }

function Marks({ ground, curves, marks = [], across = [], down = [] }: MarksProps) {
  return (
    <>
      {across.map((y) => (
        <Rule key={y} ground={ground} y={y} />
      ))}
      {down.map((x) => (
        <Rule key={x} ground={ground} x={x} />
      ))}
      {curves.map(({ id, model, points, label, labelAt, side, dots, plain }) => (
        <g key={id} data-part="curve" data-model={model}>
          {dots ? (
            <Dots ground={ground} points={points} />
          ) : (
            <Line ground={ground} points={points} dash={plain ? '' : dashOf(model)} />
          )}
          {label && <Name ground={ground} points={points} text={label} at={labelAt} side={side} />}
        </g>
      ))}
      {marks.map((mark) => (
        <MarkedPoint key={`${mark.x} ${mark.y} ${mark.text}`} ground={ground} {...mark} />
      ))}
    </>
  )
}
