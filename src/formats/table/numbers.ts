/** Numbers as people write them in tables: which mark is the decimal one is seen from all of them together. */

/** The decimal marks that people write: what each is called, and the mark that stands after thousands beside it. */
export const marks = {
  '.': { option: 'point', thousands: ',' },
  ',': { option: 'comma', thousands: '.' },
  '·': { option: 'middle', thousands: ',' },
} as const satisfies Readonly<Record<string, { readonly option: string; readonly thousands: string }>>
export type Mark = keyof typeof marks
export type MarkName = (typeof marks)[Mark]['option']

const allMarks = Object.keys(marks) as Mark[]
const usualMark: Mark = '.'
const anyMark = `[${allMarks.join('')}]`
const part = String.raw`[\d${allMarks.join('')}]`
/** The first decimal mark beside which a mark stands after thousands. */
const underThousands = (mark: Mark): Mark | undefined =>
  allMarks.find((each) => marks[each].thousands === mark)
export const decimalNames: readonly string[] = allMarks.map((mark) => marks[mark].option)
/** The decimal mark of a name. */
export const markCalled = (option: string): Mark | undefined =>
  allMarks.find((each) => marks[each].option === option)
export const hasMark = (cell: string): boolean => allMarks.some((mark) => cell.includes(mark))
/** A number that may be a thousand and more, or have three decimals. */
const oneThousand = new RegExp(String.raw`^[-+]?[1-9]\d{0,2}${anyMark}\d{3}$`)

/** How the numbers of a table are written. */
export interface Manner {
  readonly decimal: Mark
  /** Does the other mark, or a space, stand after thousands? */
  readonly thousands: boolean
  /** 5% is 0.05, and not 5 */
  readonly hundredths?: boolean
}

/** A number that everybody writes alike: most cells are of this kind, and need no further look. */
export const isPlain = (cell: string): boolean => /^-?\d+(\.\d+)?$/.test(cell)

/** What stands where a number is missing: nothing, signs, words of programs, and of people in several languages. */
export const isMissing = (cell: string): boolean => cell === '' || (!isPlain(cell) && missing.test(cell))
const missing =
  /^([-–—]+|\*+|\?+|\.|…|n\/?a|n\.\s?[ad]\.?|nd|s\/d|k\.\s?a\.?|#(n\/?[ad]|nv|num!|ref!|div\/0!|value!|wert!)|<na>|nat|nan|[-+]?inf(inity)?|\(?null\)?|\\n|none|missing|nil|undefined|缺失|缺测|暂无|无数据|无)$/i

/** A d before the exponent is Fortran's. */
const digits = new RegExp(String.raw`^[-+]?(\d${part}*|${anyMark}\d+)([ed][-+]?\d+)?$`, 'i')
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
const isTurned = (cell: string): boolean => /[)−-]$/.test(cell) && turned.test(cell)
const turned = new RegExp(String.raw`^[$€£¥₹]?\(.*\d.*\)$|^${part}*\d${part}*[-−]$`)

const withUnit = new RegExp(String.raw`^(.*?\d${anyMark}?)\s?(%|[KkMBT万亿])?$`)

/** The digits and marks of a cell, without the spaces of thousands, a sign of money, % and K, M, B; undefined where it is no number. */
function written(cell: string): Written | undefined {
  if (isPlain(cell)) return { text: cell, scale: 0, grouped: false }
  const straight = isTurned(cell) ? `-${cell.replace(/[()]|[-−]$/g, '')}` : cell
  const plain = straight
    .replaceAll('−', '-')
    .replace(/^([-+]?)[$€£¥₹]\s?/, '$1')
    .replace(/\s?[$€£¥₹]$/, '')
  const [, body = '', unit = ''] = withUnit.exec(plain) ?? []
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
  const found = [...text.replace(/[ed].*/i, '')].filter((letter): letter is Mark => letter in marks)
  const last = found.at(-1)
  if (!last) return {}
  if (found.some((mark) => mark !== last)) return { decimal: last }
  const below = underThousands(last)
  if (found.length > 1) return below ? { decimal: below } : {}
  return below && oneThousand.test(text) ? { open: last } : { decimal: last }
}

/** How the numbers of columns are written, or one of them that can be read in two ways: then also the decimal mark that it has as usual. */
export function mannerOf(
  columns: readonly (readonly string[])[],
  separator: string,
): { readonly manner: Manner } | { readonly open: string; readonly mark: Mark; readonly usual: Mark } {
  const decimals = new Map<Mark, { readonly text: string; readonly n: number }>()
  let grouped = false
  let open: { readonly text: string; readonly mark: Mark } | undefined
  let besideWhole = false
  const seen = new Set<Mark>()
  for (const cells of columns) {
    let [opens, isAnyWhole] = [false, false]
    for (const cell of cells) {
      isAnyWhole ||= isWhole(cell) && cell !== '0'
      const found = isWhole(cell) ? undefined : written(cell)
      if (!found) continue
      const { text } = found
      const said = evidence(text)
      if (said.decimal) {
        const { text: first = text, n = 0 } = decimals.get(said.decimal) ?? {}
        decimals.set(said.decimal, { text: first, n: n + 1 })
      }
      if (said.open) {
        open ??= { text, mark: said.open }
        opens = true
      }
      grouped ||= found.grouped
      for (const mark of allMarks) if (text.includes(mark)) seen.add(mark)
    }
    besideWhole ||= opens && isAnyWhole
  }
  const [most, second] = [...decimals].sort(([, a], [, b]) => b.n - a.n)
  // 0.5 and 0,5 in one table: somebody wrote one of them otherwise.
  if (most && second) return { open: second[1].text, mark: second[0], usual: most[0] }
  const decimal = most?.[0]
  if (!decimal && open) {
    const other = underThousands(open.mark) ?? open.mark
    // 1,007 anywhere, 1.007 between semicolons or beside 987, may have thousands.
    if (open.mark !== usualMark || separator === ';' || besideWhole)
      return { open: open.text, mark: open.mark, usual: other }
    // A spreadsheet copies with tabs, whatever its decimal mark is.
    if (separator === '\t') return { open: open.text, mark: open.mark, usual: open.mark }
  }
  const mark = decimal ?? usualMark
  return { manner: { decimal: mark, thousands: grouped || seen.has(marks[mark].thousands) } }
}

const isWhole = (cell: string): boolean => /^-?\d+$/.test(cell)

/** Thousands stand in threes before the decimal mark; in India all but the last three in twos. */
const inThrees = new Map(
  allMarks.map((mark) => [
    mark,
    new RegExp(`^[-+]?(\\d{1,3}([${mark}]\\d{3})+|\\d{1,2}([${mark}]\\d{2})+[${mark}]\\d{3})$`),
  ]),
)

/** The number of a cell in a manner; undefined where it is none. */
export function numberIn(cell: string, { decimal, hundredths = false }: Manner): number | undefined {
  if (isWhole(cell) || (decimal === usualMark && isPlain(cell))) return finite(cell)
  const found = written(cell)
  if (!found) return undefined
  const { thousands } = marks[decimal]
  const [whole = '', ...parts] = found.text.split(decimal)
  if (parts.length > 1 || parts[0]?.includes(thousands)) return undefined
  const mantissa = whole.replace(/[ed].*/i, '')
  if (whole.includes(thousands) && !inThrees.get(thousands)!.test(mantissa)) return undefined
  const text = `${whole.replaceAll(thousands, '')}${parts.length > 0 ? `.${parts[0]}` : ''}`.replace(
    /d/i,
    'e',
  )
  const scale = hundredths && isPercent(cell) ? -2 : found.scale
  return finite(scale === 0 ? text : `${text}e${scale}`)
}

/** A column in which some numbers are per cent and others are not: one of each, and whether hundredths bring them nearer to the others. */
export function mixedPercent(
  cells: readonly string[],
  manner: Manner,
): { readonly percent: string; readonly plain: string; readonly hundredths: boolean } | undefined {
  const size = (cell: string) => Math.abs(numberIn(cell, manner) ?? 0)
  const percents = cells.filter((cell) => isPercent(cell) && size(cell) > 0)
  const plains = cells.filter((cell) => !isPercent(cell) && size(cell) > 0)
  if (percents.length === 0 || plains.length === 0) return undefined
  const middle = (all: readonly string[]) => all.map(size).sort((a, b) => a - b)[Math.floor(all.length / 2)]!
  const distance = Math.log(middle(percents) / middle(plains))
  const hundredths = Math.abs(distance - Math.log(100)) < Math.abs(distance)
  return { percent: percents[0]!, plain: plains[0]!, hundredths }
}

function finite(text: string): number | undefined {
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}
