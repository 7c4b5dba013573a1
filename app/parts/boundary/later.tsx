import { type ComponentType, lazy, type ReactNode, Suspense, useReducer, useState } from 'react'
import { useSession } from '../../state/context.ts'
import type { Session } from '../../state/session.ts'
import { fetched } from '../../work/fetch.ts'
import { Part } from './Part.tsx'

/** Takes no room, and says that something of the page is still to come. */
const toCome = <span hidden aria-busy="true" />

/**
 * A part of the page that is fetched when it is first shown. Where it cannot be had it says so in its place, and is fetched again.
 * `waiting` is shown until it is there; `close` takes away what lies above the page.
 */
export function later<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  waiting: ReactNode = toCome,
  close?: (session: Session) => void,
): ComponentType<Props> {
  let missing = false
  const asked = () =>
    lazy(() =>
      fetched(load).catch((error: unknown) => {
        missing = true
        throw error
      }),
    ) as unknown as ComponentType<Props>
  let shown = asked()
  return function Later(props: Props) {
    const session = useSession()
    const [, draw] = useReducer((n: number) => n + 1, 0)
    // A part whose fetch failed before is fetched again.
    useState(() => {
      if (!missing) return
      missing = false
      shown = asked()
    })
    async function again(): Promise<void> {
      shown = (await fetched(load)).default
      missing = false
      draw()
    }
    const Shown = shown
    return (
      <Part again={again} {...(close ? { close: () => close(session) } : {})}>
        <Suspense fallback={waiting}>
          <Shown {...props} />
        </Suspense>
      </Part>
    )
  }
}
