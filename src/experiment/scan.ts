/**
 * Where a text stops being JSON. Engines word this differently and many do not tell the place at all; their messages also
 * quote the text itself, so that nothing can be read out of them safely. Runs only on a text that JSON.parse has refused.
 */

/** The position of the first character that cannot stand there; the length of the text if it ends too early; undefined if it is JSON. */
export function firstMistake(text: string): number | undefined {
  // The brackets that are open, by a list and not by recursion: a text may nest a million deep.
  const open: ('{' | '[')[] = []
  let expected: 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' = 'value'
  let at = afterSpace(text, 0)
  for (; at < text.length; at = afterSpace(text, at)) {
    const c = text[at]!
    const inside = open.at(-1)
    if (expected === 'comma') {
      if (c === ',' && inside) expected = inside === '{' ? 'key' : 'value'
      else if ((c === '}' && inside === '{') || (c === ']' && inside === '[')) open.pop()
      else return at
      at++
    } else if (expected === 'colon') {
      if (c !== ':') return at
      expected = 'value'
      at++
    } else if (expected === 'first key' && c === '}') {
      open.pop()
      expected = 'comma'
      at++
    } else if (expected === 'first value' && c === ']') {
      open.pop()
      expected = 'comma'
      at++
    } else if (expected === 'key' || expected === 'first key') {
      if (c !== '"') return at
      const end = afterString(text, at)
      if (end.mistake) return end.at
      expected = 'colon'
      at = end.at
    } else if (c === '{' || c === '[') {
      open.push(c)
      expected = c === '{' ? 'first key' : 'first value'
      at++
    } else {
      const end = c === '"' ? afterString(text, at) : afterWord(text, at)
      if (end.mistake) return end.at
      expected = 'comma'
      at = end.at
    }
  }
  return expected === 'comma' && open.length === 0 ? undefined : text.length
}

interface End {
  readonly at: number
  readonly mistake?: boolean
}

function afterSpace(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const c = text[at]
    if (c !== ' ' && c !== '\n' && c !== '\r' && c !== '\t') break
  }
  return at
}

/** The end of the string that starts at `from`. A loop: on a long string a regular expression runs out of stack. */
function afterString(text: string, from: number): End {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '"') return { at: at + 1 }
    if (text.charCodeAt(at) < 0x20) return { at, mistake: true }
    if (text[at] !== '\\') continue
    at++
    const digits = text[at] === 'u' ? 4 : 0
    if (at < text.length && !'"\\/bfnrtu'.includes(text[at]!)) return { at, mistake: true }
    for (let k = 0; k < digits; k++) {
      at++
      if (at < text.length && !/[0-9a-f]/i.test(text[at]!)) return { at, mistake: true }
    }
  }
  return { at: text.length, mistake: true }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** The parts of a number that has begun and is not finished: "-", "1.", "1e", "1e+". */
const halfNumber = /-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:(?<=\d)[eE][+-]?)?)?/y

/** The end of the number, true, false or null that starts at `from`. */
function afterWord(text: string, from: number): End {
  for (const word of ['true', 'false', 'null']) {
    if (text[from] !== word[0]) continue
    let k = 1
    while (k < word.length && text[from + k] === word[k]) k++
    return { at: from + k, mistake: k < word.length }
  }
  const whole = matched(number, text, from)
  // Mostly another number ends here, and the second look is saved.
  if (whole > 0 && !'.eE'.includes(text[from + whole] ?? ' ')) return { at: from + whole }
  const half = matched(halfNumber, text, from)
  return whole > 0 && whole >= half ? { at: from + whole } : { at: from + half, mistake: true }
}

function matched(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex - from : 0
}
