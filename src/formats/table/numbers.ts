/** Numbers as people write them in tables: which mark is the decimal one is seen from all of them together. */

export type Mark = '.' | ','

/** How the numbers of a table are written. */
export interface Manner {
  readonly decimal: Mark
  /** Does the other mark, or a space, stand after thousands? */
  readonly thousands: boolean
}

/** A number that everybody writes alike: most cells are of this kind, and need no further look. */
export const isPlain = (cell: string): boolean => /^-?\d+(\.\d+)?$/.test(cell)

/** What stands where a number is missing. */
export const isMissing = (cell: string): boolean =>
  !isPlain(cell) && /^(|-+|\*+|\?|\.|n\/?a|#n\/?a|nan|null|none|missing|nil)$/i.test(cell)

/** A d before the exponent is Fortran's. */
const digits = /^[-+]?(\d[\d.,]*|[.,]\d+)([ed][-+]?\d+)?$/i
/** powers of ten */
const scales: Readonly<Record<string, number>> = { k: 3, m: 6, b: 9, t: 12, 万: 4, 亿: 8 }

interface Written {
  /** sign, digits and marks */
  readonly text: string
  /** a power of ten that multiplies it */
  readonly scale: number
  readonly grouped: boolean
}

/** A bookkeeper's negative number: in parentheses, or with the minus behind it. */
const isTurned = (cell: string): boolean => /^[$€£¥₹]?\(.*\d.*\)$|^[\d.,]*\d[\d.,]*[-−]$/.test(cell)

/** The digits and marks of a cell, without the spaces of thousands, a sign of money, % and K, M, B; undefined where it is no number. */
function written(cell: string): Written | undefined {
  const straight = isTurned(cell) ? `-${cell.replace(/[()]|[-−]$/g, '')}` : cell
  const plain = straight
    .replaceAll('−', '-')
    .replace(/^([-+]?)[$€£¥₹]\s?/, '$1')
    .replace(/\s?[$€£¥₹]$/, '')
  const [, body = '', unit = ''] = /^(.*?\d[.,]?)\s?(%|[KkMBT万亿])?$/.exec(plain) ?? []
  const text = body.replace(/(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))/g, '')
  return digits.test(text)
    ? { text, scale: scales[unit.toLowerCase()] ?? 0, grouped: text !== body }
    : undefined
}

export const looksNumber = (cell: string): boolean => isPlain(cell) || written(cell) !== undefined
export const isPercent = (cell: string): boolean => cell.endsWith('%')
export const isScaled = (cell: string): boolean => /\d\s?[KkMBT万亿]$/.test(cell)
/** Is a number negative in a way that not everybody writes? */
export const isBookkept = (cell: string): boolean => isTurned(cell) && written(cell) !== undefined

/** What a number says about the marks: its decimal mark, or only that it may be one. */
function evidence(text: string): { readonly decimal?: Mark; readonly open?: Mark } {
  const mantissa = text.replace(/[ed].*/i, '')
  const marks = mantissa.replace(/[^.,]/g, '')
  if (marks === '') return {}
  const last = marks.at(-1) as Mark
  const other: Mark = last === '.' ? ',' : '.'
  if (marks.includes(other)) return { decimal: last }
  if (marks.length > 1) return { decimal: other }
  return /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? { open: last } : { decimal: last }
}

/** How the numbers are written, or one of them that can be read in two ways. */
export function mannerOf(
  cells: readonly string[],
  separator: string,
): { readonly manner: Manner } | { readonly open: string } {
  const found = cells.flatMap((cell) => written(cell) ?? [])
  const all = found.map(({ text }) => ({ text, ...evidence(text) }))
  const decimal = all.find((each) => each.decimal)?.decimal
  const open = all.find((each) => each.open)
  // 1.007 between semicolons, or 1,007 anywhere, may have thousands.
  if (!decimal && open && (open.open === ',' || separator === ';')) return { open: open.text }
  const mark = decimal ?? '.'
  const thousands =
    found.some(({ grouped }) => grouped) || all.some(({ text }) => text.includes(mark === '.' ? ',' : '.'))
  return { manner: { decimal: mark, thousands } }
}

/** The number of a cell in a manner; undefined where it is none. */
export function numberIn(cell: string, { decimal }: Manner): number | undefined {
  const found = written(cell)
  if (!found) return undefined
  const other = decimal === '.' ? ',' : '.'
  const [whole = '', ...parts] = found.text.split(decimal)
  // Thousands stand in threes before the decimal mark; in India all but the last three in twos.
  const threes = new RegExp(
    `^[-+]?(\\d{1,3}(\\${other}\\d{3})+|\\d{1,2}(\\${other}\\d{2})+\\${other}\\d{3})$`,
  )
  if (parts.length > 1 || parts[0]?.includes(other)) return undefined
  if (whole.includes(other) && !threes.test(whole.replace(/[ed].*/i, ''))) return undefined
  const text = `${whole.replaceAll(other, '')}${parts.length > 0 ? `.${parts[0]}` : ''}`.replace(/d/i, 'e')
  const value = Number(found.scale === 0 ? text : `${text}e${found.scale}`)
  return Number.isFinite(value) ? value : undefined
}
