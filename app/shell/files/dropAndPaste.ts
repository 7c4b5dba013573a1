/** The doors of the page: what is dropped anywhere on it, and what is pasted where no field has the keys. */
import { useEffect, useRef } from 'react'
import type { Session } from '../../state/session.ts'
import { wordsIn } from '../../words/words.ts'
import { fetched, Unfetched } from '../../work/fetch.ts'
import type { Outcome } from './openFiles.ts'
import type { Given } from './reading.ts'

/** Brings what was given through a door, by what is fetched for it; says what cannot be fetched. */
export async function bringing(
  session: Session,
  given: readonly Given[],
  begun: (stop: () => void) => void,
): Promise<Outcome | undefined> {
  try {
    const { bring } = await fetched(() => import('./openFiles.ts'))
    return await bring(session, given, begun)
  } catch (thrown) {
    const { parts, reading } = wordsIn(session.get().language)
    const isImport = /dynamically imported|module script/i.test(String(thrown))
    session.tell(thrown instanceof Unfetched ? parts[thrown.reason] : isImport ? parts.away : reading.broke)
    return undefined
  }
}

export const filesGiven = (files: Iterable<File>): Given[] =>
  [...files].map((file) => ({ name: file.name, blob: file }))
export const textGiven = (text: string): Given[] => [{ blob: new Blob([text]) }]

/** Calls `bring` with what comes through a door. */
export function useDoors(bring: (given: readonly Given[]) => void): void {
  const latest = useRef(bring)
  latest.current = bring
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      event.preventDefault()
      const files = filesGiven(event.dataTransfer?.files ?? [])
      const text = event.dataTransfer?.getData('text/plain') ?? ''
      if (files.length > 0) latest.current(files)
      else if (text.trim() !== '' && !isField(event.target)) latest.current(textGiven(text))
    }
    const paste = (event: ClipboardEvent) => {
      if (isField(event.target)) return
      // Excel gives its cells as a text and as a picture: the text is meant.
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const files = filesGiven(event.clipboardData?.files ?? [])
      if (text.trim() !== '') latest.current(textGiven(text))
      else if (files.length > 0) latest.current(files)
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
      removeEventListener('paste', paste)
    }
  }, [])
}

/** Does a field take what is pasted there? */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
