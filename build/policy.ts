import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/**
 * What the page may load and run, by kind: the page's own files alone, its workers and pictures also from memory, its fonts also
 * from within unrolled.html. `scripts` names what may run. Styles stand in elements and attributes (KaTeX writes them).
 */
function policyOf(scripts: string): string {
  const rules = {
    'default-src': "'self'",
    'script-src': `${scripts} 'wasm-unsafe-eval'`,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' blob: data:",
    'font-src': "'self' data:",
    'worker-src': "'self' blob: data:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
  }
  return Object.entries(rules)
    .map(([kind, from]) => `${kind} ${from}`)
    .join('; ')
}

/** The policy of the built page, for a host that sends it as a header as well. */
export const policy = policyOf("'self'")

/** How the policy stands in the page. */
const element = (text: string) => `<meta http-equiv="Content-Security-Policy" content="${text}">`

/** The built page carries its policy before all else; the development server, which writes scripts into the page, has none. */
export function withPolicy(): Plugin {
  return {
    name: 'policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<head>', () => `<head>\n    ${element(policy)}`),
    },
  }
}

/** The page with the policy of one that is a single file: its scripts are those whose text is given. */
export function withHashes(html: string, scripts: readonly string[]): string {
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  const own = element(policy)
  if (!html.includes(own)) throw new Error('expected the page to carry its policy')
  return html.replace(own, () => element(policyOf(hashes.join(' '))))
}
