/** Under the bar of a net with layers, directions or attention: what each stretch of the run computes. */
import type { Section } from '../../../src/index.ts'
import { widthOf } from '../../figure/text.ts'
import type { Words } from '../../words/words.ts'
import type { Stretch } from './parts.ts'
import styles from './Transport.module.css'

/** Between the names of two stretches, in letter heights. */
const gap = 0.5

/** What a section is called: its layers with their direction, the attention, the head. */
export function sectionName({ kind, tracks }: Section, words: Words): string {
  if (kind === 'attention') return words.map.attention
  if (kind === 'head') return words.head
  const [from, to] = [tracks[0]!, tracks.at(-1)!]
  return from === to
    ? words.map.track(from.layer + 1, from.reverse)
    : words.map.tracks(from.layer + 1, to.layer + 1, from.reverse)
}

/** Layers in less room: in brackets, as formulas have them; of one layer, which way time runs. */
function shortName({ tracks }: Section, several: boolean, bothWays: boolean, words: Words): string {
  const { reverse } = tracks[0]!
  if (!several) return bothWays ? words.map.timeRuns(reverse) : words.map.layer
  const layers = tracks.map(({ layer }) => layer + 1)
  const range = layers.length > 1 ? `${layers[0]}–${layers.at(-1)}` : String(layers[0])
  return `(${range})${reverse ? '←' : '→'}`
}

/** A section in full: its layers, and whether they go along time or against it. */
export function inFull(section: Section, words: Words): string {
  const [from, to] = [section.tracks[0], section.tracks.at(-1)]
  return section.kind === 'layers' && from && to
    ? words.map.inFull(from.layer + 1, to.layer + 1, from.reverse)
    : sectionName(section, words)
}

const fits = (name: string, { start, end }: Stretch, room: number) =>
  widthOf(name) + gap <= (end - start) * room

/** Have the layers room for their names in words? */
export const isInWords = (stretches: readonly Stretch[], room: number, words: Words): boolean =>
  stretches.every(
    (each) => each.section.kind !== 'layers' || fits(sectionName(each.section, words), each, room),
  )

/**
 * The name of each stretch on a bar that is `room` letter heights wide. Layers are named alike, all in words or all in brackets; a name
 * that has no room is empty.
 */
export function namesOf(stretches: readonly Stretch[], room: number, words: Words): string[] {
  const several = stretches.some(({ section }) => section.tracks.some(({ layer }) => layer > 0))
  const bothWays = stretches.some(({ section }) => section.tracks.some(({ reverse }) => reverse))
  const inWords = isInWords(stretches, room, words)
  return stretches.map((each) => {
    const isShort = each.section.kind === 'layers' && !inWords
    const name = isShort
      ? shortName(each.section, several, bothWays, words)
      : sectionName(each.section, words)
    return fits(name, each, room) ? name : ''
  })
}

/** The sentences that screen readers say are at the slider. */
export function Stretches({
  stretches,
  current,
  room,
  words,
}: {
  readonly stretches: readonly Stretch[]
  /** where the reader stands, as a share of the bar */
  readonly current: number
  /** the width of the bar, in letter heights */
  readonly room: number
  readonly words: Words
}) {
  const names = namesOf(stretches, room, words)
  return (
    <p className={styles.stretches} aria-hidden="true">
      {stretches.map(({ key, phase, section, start, end }, i) => (
        <span
          key={key}
          data-phase={phase}
          data-current={start <= current && current < end}
          title={words.labelled(words.phases[phase], sectionName(section, words))}
          style={{ left: `${start * 100}%`, width: `${(end - start) * 100}%` }}
        >
          {names[i]}
        </span>
      ))}
    </p>
  )
}
