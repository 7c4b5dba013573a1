import { useEffect } from 'react'

/**
 * What had the focus before something opened gets it back when that goes away, unless the focus has gone elsewhere. It stands before
 * what gives the focus to what opened, or is told what had it.
 */
export function useFocusBack(opened: unknown, had?: Element | null): void {
  useEffect(() => {
    if (opened === null || opened === false) return undefined
    const before = had ?? document.activeElement
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [opened, had])
}
