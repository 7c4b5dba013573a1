import { greek } from '../../src/index.ts'

/** The letters of a symbol's name, for places where a typeset formula would cost a layout of its own. */
export function letters(tex: string): {
  readonly base: string
  readonly upright: boolean
  readonly sub: string
  readonly sup: string
} {
  const plain = tex
    .replace(/\\([A-Za-z]+) ?/g, (command, name) => (Object.hasOwn(greek, name) ? greek[name]! : command))
    .replace(/\\tilde\{(.)\}/g, '$1\u0303')
  const match = /^(?:\\(?:mathrm|text)\{(.*?)\}|(.*?))(?:_\{(.*?)\})?(?:\^\{(.*?)\})?$/.exec(plain)
  const [, word, base = '', sub = '', sup = ''] = match ?? []
  return { base: word ?? base, upright: word !== undefined, sub, sup }
}
