import { type ComponentProps, type ReactNode, useRef } from 'react'
import { type Box, useBox } from './useBox.ts'

interface Props extends Omit<ComponentProps<'div'>, 'children' | 'ref'> {
  readonly children: (box: Box) => ReactNode
}

/** A box of the page that draws what stands in it as large as it is itself; nothing while it is not shown. */
export function Sized({ children, ...attributes }: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const box = useBox(holder)
  return (
    <div {...attributes} ref={holder}>
      {box && box.width > 0 && children(box)}
    </div>
  )
}
