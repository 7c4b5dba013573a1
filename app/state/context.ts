import { createContext, useContext } from 'react'
import type { Session } from './session.ts'

/** The session of everything below: `<SessionContext value={session}>`. */
export const SessionContext = createContext<Session | null>(null)

/** The session that a component belongs to: the same object as long as it is on the page. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a component needs a session: put a SessionContext around it')
  return session
}
