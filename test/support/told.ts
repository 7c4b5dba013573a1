/** What every frame of the cases tells: title and reason, each distinct pair once with the cases and timesteps that say so. */
import { reasonOf, titleOf } from '../../app/parts/equation/explain.ts'
import type { Words } from '../../app/words/words.ts'
import { type Frame, problemOf, record } from '../../src/index.ts'
import { type Case, experimentOf } from './cases.ts'

/** 1-4,6 for [1, 2, 3, 4, 6] */
function ranges(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const starts = sorted.filter((n) => !sorted.includes(n - 1))
  return starts
    .map((from) => {
      let to = from
      while (sorted.includes(to + 1)) to++
      return from === to ? `${from}` : `${from}-${to}`
    })
    .join()
}

const keyOf = ({ phase, equation }: Frame) => `${phase} ${equation.symbol}`

/** The same text for the same words, in the order of the first case that says it; of these frames of each case. */
export function toldBy(
  cases: readonly Pick<Case, 'name' | 'document'>[],
  words: Words,
  isTold: (frame: Frame) => boolean = () => true,
): string {
  const found = new Map<string, Map<string, Map<string, number[]>>>()
  for (const each of cases) {
    const trace = record(problemOf(experimentOf(each)))
    for (const frame of trace.frames.filter(isTold)) {
      const said = `  ${titleOf(trace, frame, words)}\n  ${reasonOf(trace, frame, words)}`
      const ofKey = found.get(keyOf(frame)) ?? new Map<string, Map<string, number[]>>()
      found.set(keyOf(frame), ofKey)
      const ofSaid = ofKey.get(said) ?? new Map<string, number[]>()
      ofKey.set(said, ofSaid)
      ofSaid.set(each.name, [...(ofSaid.get(each.name) ?? []), ...(frame.t === null ? [] : [frame.t])])
    }
  }
  const places = (ofSaid: ReadonlyMap<string, number[]>) =>
    [...ofSaid].map(([name, ts]) => [name, ranges(ts)].filter(Boolean).join(' ')).join('; ')
  return [...found]
    .map(([key, ofKey]) =>
      [key, ...[...ofKey].map(([said, ofSaid]) => `${said}\n    ${places(ofSaid)}`)].join('\n'),
    )
    .join('\n\n')
}
