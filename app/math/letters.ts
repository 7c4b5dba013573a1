/** TeX's names of letters that are not Latin, in its italic shapes. */
const names =
  'alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ'.split(
    ' ',
  )
const greek = new Map(
  names.flatMap((name, i) => (i % 2 === 0 ? [[`\\${name}`, names[i + 1]!] as [string, string]] : [])),
)

/** The letters of a symbol's name, for places where a typeset formula would cost a layout of its own. */
export function letters(tex: string): {
  readonly base: string
  readonly upright: boolean
  readonly sub: string
  readonly sup: string
} {
  const plain = tex
    .replace(/\\[A-Za-z]+ ?/g, (name) => greek.get(name.trimEnd()) ?? name)
    .replace(/\\tilde\{(.)\}/g, '$1\u0303')
  const match = /^(?:\\mathrm\{(.*?)\}|(.*?))(?:_\{(.*?)\})?(?:\^\{(.*?)\})?$/.exec(plain)
  const [, mathrm, base = '', sub = '', sup = ''] = match ?? []
  return { base: mathrm ?? base, upright: mathrm !== undefined, sub, sup }
}
