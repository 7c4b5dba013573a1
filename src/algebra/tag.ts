/** Names on pieces of LaTeX (\htmlData), and LaTeX without them. */

/** Puts attributes on a piece of LaTeX. */
export type Tag = (attributes: Record<string, string>, tex: string) => string

/** An attribute of \htmlData; commas would end it. */
export function tag(attributes: Record<string, string>, tex: string): string {
  const list = Object.entries(attributes).map(([key, value]) => `${key}=${value.replaceAll(',', '{,}')}`)
  return `\\htmlData{${list.join(', ')}}{${tex}}`
}

/** LaTeX without the tags, for a paper or a file. */
export function untagged(tex: string): string {
  const mark = '\\htmlData{'
  let text = ''
  let at = 0
  for (;;) {
    const from = tex.indexOf(mark, at)
    if (from < 0) return text + tex.slice(at)
    const body = closing(tex, from + mark.length) + 2
    const end = closing(tex, body)
    text += tex.slice(at, from)
    // Without its brace a letter would become part of the command before it.
    text += (/\\[a-zA-Z]+$/.test(text.slice(-20)) ? ' ' : '') + untagged(tex.slice(body, end))
    at = end + 1
  }
}

/** The place of the brace that closes the group that is open at `at`. */
function closing(tex: string, at: number): number {
  let open = 1
  for (let i = at; i < tex.length; i++) {
    if (tex[i] === '{') open++
    if (tex[i] === '}' && --open === 0) return i
  }
  return tex.length
}

/** No attributes: LaTeX that any program reads. */
export const noTag: Tag = (_, tex) => tex
