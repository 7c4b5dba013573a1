/** How large a figure may be: its box in pixels, and the letter height there, so that letters are as large as the theme says. */
import { type RefObject, useLayoutEffect, useState } from 'react'

export interface Box {
  readonly width: number
  readonly height: number
  /** the letter height, in pixels */
  readonly em: number
}

export function useBox(ref: RefObject<HTMLElement | null>): Box | null {
  const [box, setBox] = useState<Box | null>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      const em = Number.parseFloat(getComputedStyle(element).fontSize)
      setBox((was) =>
        was && was.width === width && was.height === height && was.em === em ? was : { width, height, em },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return box
}
