/** Said while a large file is read, which can be stopped; what is read at once shows nothing. */
import { useEffect, useState } from 'react'
import { useWords } from '../../words/words.ts'
import { Dialog } from '../Help.tsx'
import type { Given } from './reading.ts'

export interface Reading {
  readonly given: readonly Given[]
  readonly stop: () => void
}

/** Milliseconds after which it is said. */
const patience = 400

export function ReadingNow({ reading: { given, stop } }: { readonly reading: Reading }) {
  const words = useWords()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience)
    return () => clearTimeout(timer)
  }, [])
  const names = given.map(({ name }) => name ?? words.pasteText)
  return (
    <Dialog open={late} onClose={stop} title={words.reading.of(names)}>
      <p>
        <progress aria-label={words.reading.of(names)} />{' '}
        <button type="button" onClick={stop}>
          {words.reading.stop}
        </button>
      </p>
    </Dialog>
  )
}
