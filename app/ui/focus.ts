import { useEffect } from 'react'

/**
 * Gives the focus back when something that was `opened` closes: to the element that had it before, unless the focus is elsewhere by then.
 * Call this before the effect that moves the focus, so that it sees the old activeElement; or pass that element as `had`.
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
