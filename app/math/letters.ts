const greek: Readonly<Record<string, string>> = {
  '\\phi': 'ϕ',
  '\\iota': 'ι',
  '\\omega': 'ω',
  '\\epsilon': 'ϵ',
  '\\delta': 'δ',
}

/** The letters of a symbol's name, for places where a typeset formula would cost a layout of its own. */
export function letters(tex: string): {
  readonly base: string
  readonly upright: boolean
  readonly sub: string
  readonly sup: string
} {
  const plain = tex
    .replace(/\\(?:phi|iota|omega|epsilon|delta)/g, (name) => greek[name]!)
    .replace(/\\tilde\{(.)\}/g, '$1\u0303')
  const match = /^(?:\\mathrm\{(.*?)\}|(.*?))(?:_\{(.*?)\})?(?:\^\{(.*?)\})?$/.exec(plain)
  const [, mathrm, base = '', sub = '', sup = ''] = match ?? []
  return { base: mathrm ?? base, upright: mathrm !== undefined, sub, sup }
}
