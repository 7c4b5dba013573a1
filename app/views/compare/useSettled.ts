import { useEffect, useState } from 'react'

/** A value once it has stood still for a moment and need not wait: what is costly follows then. */
export function useSettled<T>(value: T, milliseconds: number, wait: boolean): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (wait) return undefined
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds, wait])
  return settled
}
