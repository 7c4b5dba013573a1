/**
 * Bounds of time that hold on a busy machine too: what is measured is the processor's time, and what other programs made slow is measured
 * again. What is too slow by itself is so at every try.
 */

/** The processor's milliseconds for some work. */
export async function spent(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The least of ten measures, or the first that is below the bound. */
export async function least(bound: number, measure: () => number | Promise<number>): Promise<number> {
  let found = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 10 && !(found < bound); tries++) found = Math.min(found, await measure())
  return found
}
