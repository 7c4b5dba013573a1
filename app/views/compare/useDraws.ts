import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { type Band, bandOf, bandsOf } from '../../../src/index.ts'
import { failed, listen, resultOf, soon, versionNow, want } from './draws.ts'
import { type Draw, type Job, jobOf } from './job.ts'
import type { Setup } from './setup.ts'

/** What is known of one model so far. */
export interface Found {
  /** of every state that leads to the loss, by its name in the net */
  readonly bands: ReadonlyMap<string, Band>
  readonly path?: Band
  readonly gates?: Band
  /** the first draw: the one that can be looked at closely */
  readonly first: Draw
  readonly draws: number
  readonly failed: number
  /** of settings before these, while none of these is there yet */
  readonly stale: boolean
}

/** Time that a change may take here, so that the page follows a drag. */
const budget = 24

/** How long a slider must rest, in milliseconds, before the other draws begin. */
const pause = 50

/** The bands of every model over the draws that are there; the first draw is there at once where that is quick. */
export function useDraws(setup: Setup): readonly (Found | undefined)[] {
  const { models, draws } = setup
  const jobs = useMemo(
    () => models.map((entry) => Array.from({ length: draws }, (_, draw) => jobOf(entry, setup, draw))),
    [models, draws, setup],
  )
  const key = jobs.map((of) => of[0]!.key).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which draws these are
  useMemo(
    () =>
      soon(
        jobs.map((of) => of[0]!),
        budget,
      ),
    [key],
  )
  const version = useSyncExternalStore(listen, versionNow)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which draws these are
  useEffect(() => {
    // First of every model, then second of every model: all bands grow together. While a slider moves, only the first.
    want(jobs.map((of) => of[0]!))
    const all = () => want(Array.from({ length: draws }, (_, draw) => jobs.map((of) => of[draw]!)).flat())
    const timer = setTimeout(all, pause)
    return () => clearTimeout(timer)
  }, [key, draws])

  const before = useRef(new Map<number, Found>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which draws these are
  return useMemo(() => {
    return jobs.map((of, model) => {
      const now = foundIn(of)
      const was = before.current.get(model)
      if (now) before.current.set(model, now)
      return now ?? (was && { ...was, stale: true })
    })
  }, [key, draws, version])
}

const made = new Map<string, { readonly count: number; readonly found: Found }>()

function foundIn(jobs: readonly Job[]): Found | undefined {
  const there = jobs.flatMap(({ key }) => resultOf(key) ?? [])
  const first = resultOf(jobs[0]!.key) ?? there[0]
  if (!first) return undefined
  const key = `${jobs[0]!.key} ${jobs.length}`
  const known = made.get(key)
  if (known?.count === there.length) return known.found
  const band = (part: 'path' | 'gates') =>
    first[part] ? { [part]: bandOf(there.map((draw) => draw[part]!)) } : {}
  const found: Found = {
    bands: bandsOf(there),
    ...band('path'),
    ...band('gates'),
    first,
    draws: there.length,
    failed: jobs.filter((job) => failed(job.key)).length,
    stale: false,
  }
  if (made.size > 60) made.clear()
  made.set(key, { count: there.length, found })
  return found
}
