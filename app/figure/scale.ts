/** Lengths, colours and heights of values. The stage needs them at once, so they do without d3, whose scales come with the plots. */

/** The length of a bar from the middle, in [-1, 1]; a value that is not finite fills its side. */
export function signedLength(value: number, largest: number): number {
  if (Number.isNaN(value) || !(largest > 0)) return 0
  return Math.max(-1, Math.min(1, value / largest))
}

/** The bars of several values, those of each sign together; `bar` draws one from `from` on, `length` long. */
export function bars(
  values: ArrayLike<number>,
  largest: number,
  room: number,
  bar: (i: number, from: number, length: number) => string,
): { readonly positive: string; readonly negative: string } {
  let [positive, negative] = ['', '']
  for (let i = 0; i < values.length; i++) {
    const length = Number((signedLength(values[i]!, largest) * room).toFixed(2))
    if (length < 0) negative += bar(i, length, -length)
    else if (length > 0) positive += bar(i, 0, length)
  }
  return { positive, negative }
}

/** How many shades a sign has in a heat map. */
const shades = 12

/** A colour between two ends with a neutral middle, unlike the colours of ideas; readable for colour-blind people. */
export function heat(value: number, largest: number): string {
  if (Number.isNaN(value)) return 'var(--heat-nan)'
  const share = Math.ceil(Math.abs(signedLength(value, largest)) * shades) / shades
  const end = value < 0 ? 'var(--heat-negative)' : 'var(--heat-positive)'
  return share === 0
    ? 'var(--heat-zero)'
    : `color-mix(in oklab, ${end} ${(share * 100).toFixed(1)}%, var(--heat-zero))`
}

/** A heat map as one path for each shade; `cell` draws the cell of a value. */
export function heatPaths(
  values: ArrayLike<number>,
  largest: number,
  cell: (i: number) => string,
): { readonly fill: string; readonly d: string }[] {
  const paths = new Map<string, string>()
  for (let i = 0; i < values.length; i++) {
    const fill = heat(values[i]!, largest)
    paths.set(fill, (paths.get(fill) ?? '') + cell(i))
  }
  return [...paths].map(([fill, d]) => ({ fill, d }))
}

/** The same for the rows of a grid, where neighbours in a row that have one shade are drawn as one: `run` draws so many cells from one on. */
export function heatRuns(
  values: ArrayLike<number>,
  largest: number,
  columns: number,
  run: (row: number, column: number, count: number) => string,
): { readonly fill: string; readonly d: string }[] {
  const paths = new Map<string, string>()
  for (let i = 0; i < values.length; ) {
    const [row, column] = [Math.floor(i / columns), i % columns]
    const fill = heat(values[i]!, largest)
    let count = 1
    while (column + count < columns && heat(values[i + count]!, largest) === fill) count++
    paths.set(fill, (paths.get(fill) ?? '') + run(row, column, count))
    i += count
  }
  return [...paths].map(([fill, d]) => ({ fill, d }))
}

const found = new WeakMap<object, number>()

/** The largest size in a whole run's values, looked up once. */
export function largestOf(values: Float64Array): number {
  const before = found.get(values)
  if (before !== undefined) return before
  const most = largest(values)
  found.set(values, most)
  return most
}

export function largest(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!)
    if (size > most && size !== Number.POSITIVE_INFINITY) most = size
  }
  return most
}

export function norm(values: ArrayLike<number>): number {
  const most = largest(values)
  if (most === 0) return Array.from(values).every((v) => v === 0) ? 0 : Number.NaN
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! / most) ** 2
  return most * Math.sqrt(sum)
}

const positiveOf = (sizes: readonly number[]) => sizes.filter((s) => s > 0 && Number.isFinite(s))

/** Do sizes span more than two decades, so that they are drawn on a log scale? */
export function spansDecades(sizes: readonly number[]): boolean {
  const positive = positiveOf(sizes)
  return Math.max(...positive) / Math.min(...positive) > 100
}

/** Heights in [0, 1] for sizes; on a log scale where they span more than two decades, or where it is given. */
export function heights(
  sizes: readonly number[],
  log = spansDecades(sizes),
): {
  readonly log: boolean
  readonly height: (size: number) => number
} {
  const positive = positiveOf(sizes)
  const top = Math.max(...positive)
  const bottom = Math.min(...positive)
  if (positive.length === 0) return { log, height: () => 0 }
  if (!log) return { log, height: (s) => (s > 0 ? Math.min(1, s / top) : 0) }
  // The smallest size is still seen: the scale begins at a third of it.
  const [least, from] = [0.04, Math.log(bottom / 3)]
  const share = (s: number) => (Math.log(s) - from) / (Math.log(top) - from)
  return { log, height: (s) => (s > 0 ? least + (1 - least) * Math.max(0, Math.min(1, share(s))) : 0) }
}
