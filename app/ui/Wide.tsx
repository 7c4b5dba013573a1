import type { ReactNode, Ref } from 'react'
import ui from './ui.module.css'

interface Props {
  /** what stands in it, for screen readers */
  readonly label: string
  /** how code and tests find it */
  readonly part?: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLDivElement>
  readonly children: ReactNode
}

/** A frame around what may be wider than its place, such as a table: it scrolls sideways, by keys too, and shows where it goes on. */
export function Wide({ label, part, className, ref, children }: Props) {
  const classes = className === undefined ? ui.wide : `${ui.wide} ${className}`
  return (
    <div
      ref={ref}
      data-part={part ?? 'wide'}
      className={classes}
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      {children}
    </div>
  )
}
