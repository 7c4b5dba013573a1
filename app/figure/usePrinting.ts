/** Is the page laid out for paper? What a screen scrolls is drawn in pieces then. */
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const paper = matchMedia('print')
    // The browser prints what stands there when the listeners are done.
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(paper.matches)
    end()
    paper.addEventListener('change', end)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      paper.removeEventListener('change', end)
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return printing
}
