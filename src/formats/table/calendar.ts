/** The names of months and weekdays, as tables of several languages have them. */

const months: readonly string[] = [
  'january jan januar jänner janv janvier enero ene janeiro gennaio gen',
  'february feb februar févr février fév febrero fevereiro fev febbraio',
  'march mar märz mär mrz mars marzo março',
  'april apr avril avr abril abr aprile',
  'may mai mayo maio maggio mag',
  'june jun juni juin junio junho giugno giu',
  'july jul juli juillet juil julio julho luglio lug',
  'august aug août aoû agosto ago',
  'september sep sept septembre septiembre setembro set settembre',
  'october oct oktober okt octobre octubre outubro out ottobre ott',
  'november nov novembre noviembre novembro',
  'december dec dezember dez décembre déc diciembre dic dezembro dicembre',
]

const numbers = new Map(months.flatMap((names, k) => names.split(' ').map((name) => [name, k + 1] as const)))

/** Which month of a year a name is, from 1. */
export const monthOf = (name: string): number | undefined => numbers.get(name.toLowerCase())

/** The name of a month, which no other letters go on. */
export const monthPattern = String.raw`(?<!\p{L})(?:${[...numbers.keys()].sort((a, b) => b.length - a.length).join('|')})(?!\p{L})`

const weekday =
  /\s*[(（]?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|(?<=[(（])[月火水木金土日월화수목금토일])[)）]?\s*/

/** A date without the Chinese, Japanese or Korean day of the week beside it. */
export const withoutWeekday = (cell: string): string => {
  if (!/[星周週礼(（]/.test(cell)) return cell
  const parts = cell.split(weekday)
  return parts.length > 1 ? parts.filter((part) => part !== '').join(' ') : cell
}
