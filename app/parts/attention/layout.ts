/** Where everything of the picture of an attention stands, in units of its own: letters are as large as the theme asks for. */
import { stripHeight, usualDigits } from '../../figure/Strip.tsx'
import type { Box } from '../../ui/useBox.ts'
import { barHeight, numbersBelow } from './marks.tsx'

export interface Columns {
  /** the middle of the column of a timestep */
  readonly at: (t: number) => number
  readonly width: number
  /** the height of letters */
  readonly letter: number
}

export interface Sizes {
  readonly T: number
  /** how many numbers a feature has, and each direction of it */
  readonly features: number
  readonly units: readonly number[]
  /** how many strips stand beside the context: y, p, L */
  readonly head: number
  /** how many numbers the query has, and the largest of the head */
  readonly query: number
  readonly outputs: number
  /** how wide the widest name of a row is, in letter heights */
  readonly named: number
}

const usualLetter = 12
/** the least room for the names of the rows, and what is at the right of the columns, in letter heights */
const leastLeft = 7
const rightLetters = 7.7
const leastColumn = 11
const mostColumn = 104
const ribbons = 44
/** the width of a strip that has room, and the least column in which its numbers do */
export const wide = 62
const leastNumbers = 60
const leastScale = 0.84
const mostScale = 2
/** Where letters are large, what is no letter may be this much smaller. */
const leastOfLarge = 0.5
/** How many pixels a unit is where the panel has not been measured yet. */
const unmeasured = { width: 860, height: 480, least: 0 }

export type Layout = ReturnType<typeof layoutOf>

export function layoutOf(sizes: Sizes, box: Pick<Box, 'width' | 'height' | 'least'> | null) {
  const { width: pixels, height: high, least } = box && box.width > 0 ? box : unmeasured
  const { scale, letter, whole, roomy } = scaleOf(sizes, { width: pixels, height: high, least })
  const left = leftOf(sizes) * letter
  const right = Math.max(rightLetters * letter, wide + 30)
  const room = pixels / scale - left - right
  const column = Math.max(leastColumn, Math.min(mostColumn, room / sizes.T))
  const inColumns = column * sizes.T
  // The names of the context and of each value of the head have room above their strips.
  const toHead = Math.max(wide + 24, 7.2 * letter)
  const step = Math.max(wide + 18, 5 * letter)
  const headRoom = sizes.head === 0 ? 0 : toHead + sizes.head * step
  const width = Math.max(left + inColumns + right, left + wide + 24 + headRoom)
  // Numbers are written where there is room for them.
  const fits = column >= leastNumbers && whole <= Math.max((1.2 * high) / scale, 400)
  const digits = fits && roomy ? usualDigits : 0
  const at = (t: number) => left + (t - 0.5) * column
  const contextX = Math.max(left, Math.min(left + (inColumns - wide) / 2, width - headRoom - 24))
  return {
    ...rowsOf(sizes, digits, letter),
    scale,
    letter,
    width,
    digits,
    columns: { at, width: column, letter } satisfies Columns,
    /** the width of a strip in a column */
    strip: Math.min(wide, column - 2),
    contextX,
    /** of the values of the head, beside the context */
    headX: (i: number) => contextX + toHead + i * step,
    queryX: left + inColumns + 24,
    /** where the names of rows end, and the columns */
    namesX: left - 8,
    endX: left + inColumns,
  }
}

/** The room for the names of the rows, and before the columns. */
const leftOf = ({ named }: Sizes): number => Math.max(leastLeft, named + 1)

/** How many pixels a unit is, and how high letters are in units: as the theme asks, while the rest is as large as the panel allows. */
function scaleOf(sizes: Sizes, { width, height, least }: Pick<Box, 'width' | 'height' | 'least'>) {
  const whole = rowsOf(sizes, usualDigits, usualLetter).height
  // In a large panel it is larger; one that is a little too high is seen a little smaller, where the theme allows.
  const widest = (leftOf(sizes) + rightLetters) * usualLetter + sizes.T * mostColumn
  const most = Math.max(1, Math.min(mostScale, width / widest))
  const usual = Math.min(most, Math.max(leastScale, height / whole))
  if (least <= usual * usualLetter) return { scale: usual, letter: usualLetter, whole, roomy: true }
  const without = rowsOf(sizes, 0, 0).height
  const lines = rowsOf(sizes, 0, 1).height - without
  const scale = Math.min(most, Math.max(leastOfLarge, (height - lines * least) / without))
  return { scale, letter: Math.max(usualLetter, least / scale), whole, roomy: false }
}

/** The top of each row, from the context down to the timesteps. */
function rowsOf({ features, units, query, outputs }: Sizes, digits: number, letter: number) {
  const numberHeight = numbersBelow(letter)
  const heights = units.map((n) => stripHeight(n, digits))
  // The directions of a feature stand one below the other, each with its name beside it.
  const pitches = heights.map((each) => (heights.length > 1 ? Math.max(each + 4, letter + 3) : each + 4))
  const stacked = (top: number) =>
    heights.map((_, i) => top + pitches.slice(0, i).reduce((sum, each) => sum + each, 0))
  const feature = stripHeight(features, digits)
  const all = pitches.reduce((sum, each) => sum + each, -4)
  const top = letter + 10
  const added = top + Math.max(feature, stripHeight(outputs, digits)) + ribbons
  const share = added + Math.max(feature, all) + 14
  const score = share + barHeight + numberHeight + 10
  const queryEnd = score + stripHeight(query, digits)
  const said = score + barHeight + numberHeight + 18
  return {
    top,
    contextEnd: top + feature,
    /** what each timestep adds, or what it is sent as value */
    added,
    feature,
    addedParts: stacked(added),
    share,
    score,
    queryEnd,
    /** what the last layer says, or what it is sent as key */
    saidParts: stacked(said),
    heights,
    saidEnd: said + all,
    height: Math.max(said + all + letter + 8, queryEnd + 10),
  }
}
