/** How large a figure may be: its box in pixels, and the letter height there, so that letters are as large as the theme says. */
import { type RefObject, useLayoutEffect, useState } from 'react'

export interface Box {
  readonly width: number
  readonly height: number
  /** the letter height, in pixels */
  readonly em: number
  /** the smallest letter height that the theme allows, in pixels; 0 where it says nothing */
  readonly least: number
}

const keys = ['width', 'height', 'em', 'least'] as const

export function useBox(ref: RefObject<HTMLElement | null>): Box | null {
  const [box, setBox] = useState<Box | null>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      const style = getComputedStyle(element)
      const em = Number.parseFloat(style.fontSize)
      const least = Number.parseFloat(style.getPropertyValue('--least')) || 0
      const now = { width, height, em, least }
      setBox((was) => (was && keys.every((key) => was[key] === now[key]) ? was : now))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return box
}
