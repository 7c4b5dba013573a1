/**
 * How the symbols of a net of layers are written: with the letters of their cell, the layer as an index above in brackets, (2), and an
 * arrow over the letter where a layer goes both ways, as the field does; in PyTorch's notation with its suffixes.
 */
import type { IndexedLetter, Notation } from '../algebra/typeset.ts'
import { textOf } from '../print/text.ts'
import { inParentheses, letter, of, row, script, sign, type Tree } from '../print/tree.ts'
import type { Model } from './model.ts'
import { givenLetter, type NotationId, notationOf } from './notations.ts'
import { isBoth, layersOf, netKey, type Track, tracksOf } from './tracks.ts'

const upright = (text: string): Tree => letter(text, 'upright')

/** The letters of the attention (Bahdanau, Cho & Bengio 2015). */
const ofAttention: Readonly<Record<string, IndexedLetter>> = {
  e: { base: letter('e') },
  alpha: { base: letter('α') },
  context: { base: upright('context') },
  'attention.q': { base: letter('q') },
  'attention.logZ': { base: row(letter('log', 'function'), of, letter('Z')) },
  'attention.W_h': { base: letter('W'), sub: letter('h') },
  'attention.W_s': { base: letter('W'), sub: letter('s') },
  'attention.v': { base: letter('v') },
}

const made = new Map<string, Notation>()

/** A notation for a net: that of its cell, where it has one layer along time. */
export function netNotationOf(id: NotationId, model: Model): Notation {
  const tracks = layersOf(model).length > 1 || model.attention || model.direction
  if (!tracks) return notationOf(id, model)
  const key = `${id} ${netKey(model)}`
  const found = made.get(key) ?? notation(id, model)
  made.set(key, found)
  return found
}

/** A symbol of a net without a timestep, in a notation. */
export function symbolOfNet(id: NotationId, model: Model, name: string): Tree {
  const { base, sub, above } = netNotationOf(id, model).letter(name)
  return script(base, sub, above)
}

/** A symbol of a net as one line of plain text, in a notation: C̃⁽²⁾. */
export const symbolText = (id: NotationId, model: Model, name: string): string =>
  textOf(symbolOfNet(id, model, name))

interface Placed {
  readonly base: string
  readonly track: Track
  readonly own: Notation
}

function notation(id: NotationId, model: Model): Notation {
  const tracks = tracksOf(model)
  const places = new Map<string, Placed>()
  // Where cells of several kinds stand in one net, or an attention, a letter means the same in all of it.
  const alike = !model.attention && new Set(layersOf(model).map(({ cell }) => cell)).size === 1
  for (const track of tracks) {
    const own = notationOf(id, track.of, alike)
    for (const base of track.cell.shapes.keys())
      if (base !== 'x') places.set(base + track.suffix, { base, track, own })
    if (track.input) places.set(track.x, { base: 'x', track: { ...track, reverse: false }, own })
  }
  const several = layersOf(model).length > 1
  const dress = (of: IndexedLetter | undefined, { base, track }: Placed): IndexedLetter | undefined => {
    if (!of) return undefined
    if (id === 'pytorch') return { ...of, ...suffixed(track, several) }
    const both = isBoth(track.of) && base !== 'x'
    const arrow = track.reverse ? 'left' : both ? 'right' : undefined
    const above = several ? inParentheses(letter(String(track.layer + 1))) : undefined
    return {
      ...of,
      ...(arrow ? { base: { kind: 'accent', mark: arrow, base: of.base } } : {}),
      ...(above ? { above } : {}),
    }
  }
  const last = notationOf(id, layersOf(model).at(-1)!, alike)
  const at = <Found>(name: string, find: (placed: Placed) => Found | undefined) => {
    const placed = places.get(name)
    return placed && find(placed)
  }
  const letterOf = (name: string): IndexedLetter =>
    givenLetter(name, letterOf) ??
    at(name, (placed) => dress(placed.own.letter(placed.base), placed)) ??
    (model.attention ? ofAttention[name] : undefined) ??
    last.letter(name)
  return {
    time: last.time,
    letter: letterOf,
    adjointLetter: (name) =>
      places.has(name)
        ? at(name, (placed) => dress(placed.own.adjointLetter(placed.base), placed))
        : last.adjointLetter(name),
    joined: (W) =>
      at(W, (placed) => {
        const found = placed.own.joined(placed.base)
        return (
          found && {
            recurrent: found.recurrent + placed.track.suffix,
            letter: dress(found.letter, placed)!,
          }
        )
      }),
    half: (name) => at(name, (placed) => dress(placed.own.half(placed.base), placed)),
  }
}

/** PyTorch's suffix as an index above: l1, l1 reverse. */
function suffixed({ layer, reverse }: Track, several: boolean): Pick<IndexedLetter, 'above'> {
  const parts = [several ? `l${layer}` : '', reverse ? 'reverse' : ''].filter(Boolean)
  return parts.length === 0
    ? {}
    : { above: row(...parts.flatMap((part, i) => (i === 0 ? [upright(part)] : [sign(','), upright(part)]))) }
}
