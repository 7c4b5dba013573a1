/** The bytes of a file as text: UTF-8, UTF-16, or what spreadsheets of China, Taiwan, Japan, Korea, Russia and the west wrote of old. */

export interface Decoded {
  readonly text: string
  /** the name of the encoding, where it had to be guessed */
  readonly guessed?: string
}

/** The encodings that are guessed, and can be chosen instead. */
export const encodings = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1251', 'windows-1252'] as const
type Encoding = (typeof encodings)[number]
const isEncoding = (name: string | undefined): name is Encoding =>
  (encodings as readonly (string | undefined)[]).includes(name)

/** Decodes bytes. A byte order mark decides; what is no UTF-8 is as chosen, or guessed. */
export function decode(bytes: Uint8Array, chosen?: string): Decoded {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) }
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) }
  const wide = wideWithoutMark(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), guessed: wide }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const guessed = isEncoding(chosen) ? chosen : guessOf(bytes)
    return { text: new TextDecoder(guessed).decode(bytes), guessed }
  }
}

/** Letters and characters that tables and texts have again and again, by the encoding that was used for them. */
const common: Readonly<Partial<Record<Encoding, string>>> = {
  gb18030:
    '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年月日期间价温度量名称最高低开盘收交易率均平数编号城市天气风湿涨跌额时负荷口人',
  big5: '的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年月日期間價溫度量名稱最高低開盤收交易率均平數編號城市天氣風濕漲跌額股數',
  'euc-kr':
    '이의가을를은는에서로고하다한지기사시자인대도리어일년월날짜종저거래량율값온수강평균습점명번호상전주식변동합계구분',
  shift_jis: 'のをはにがとでたしるいかなすてまこもらりっン日付時年月終始高安値出来気温平均風速湿降水量',
  'windows-1252': 'äöüßÄÖÜéèêëàâçîïôûñáíóúãõåøæÅØÆÉÑ°£€µ²³·’“”–—…«»',
}

/** The bytes that are looked at. */
const sample = 20_000

/** The encoding by which most letters are common ones. Cyrillic words are runs of bytes that are letters alone. */
function guessOf(bytes: Uint8Array): Encoding {
  const start = Math.max(0, bytes.findIndex((byte) => byte >= 0x80) - 100)
  const some = bytes.subarray(start, start + sample)
  if (isCyrillic(some)) return 'windows-1251'
  const shares = Object.entries(common).map(([name, letters]) => {
    const text = [...new TextDecoder(name).decode(some)].filter((letter) => letter > '\x7f')
    const own = text.filter((letter) => letters.includes(letter)).length
    return { name: name as Encoding, share: own / Math.max(text.length, 1) }
  })
  const best = shares.reduce((most, each) => (each.share > most.share ? each : most))
  return best.share > 0 ? best.name : isPaired(bytes) ? 'gb18030' : 'windows-1252'
}

function isCyrillic(bytes: Uint8Array): boolean {
  const high = bytes.filter((byte) => byte >= 0x80)
  const letters = high.filter((byte) => byte >= 0xc0 || byte === 0xa8 || byte === 0xb8).length
  let [run, inRuns] = [0, 0]
  for (const byte of [...bytes, 0]) {
    if (byte >= 0x80) run++
    else {
      if (run > 2) inRuns += run
      run = 0
    }
  }
  return high.length > 4 && letters > 0.95 * high.length && inRuns > high.length / 2
}

/** Chinese characters are pairs of high bytes; western letters with marks stand alone among others. */
function isPaired(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue
    if ((bytes[at + 1] ?? 0) < 0x80) return false
    at++
  }
  return true
}

/** UTF-16 without its mark: in a text with digits and commas, most of every second byte is zero. */
export function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const n = Math.min(bytes.length, 4096) & ~1
  if (n < 8 || bytes.length % 2 === 1) return undefined
  const zeros = [0, 0]
  for (let at = 0; at < n; at++) {
    if (bytes[at] === 0) zeros[at % 2]!++
    // No text has these, in either half.
    else if (bytes[at]! < 9 && bytes[at ^ 1] === 0) return undefined
  }
  const [even, odd] = zeros.map((count) => count / (n / 2))
  if (odd! > 0.3 && even! < 0.02) return 'utf-16le'
  return even! > 0.3 && odd! < 0.02 ? 'utf-16be' : undefined
}
