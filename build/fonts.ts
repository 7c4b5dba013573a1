import type { Plugin } from 'vite'

/** Every browser that runs the page reads woff2; KaTeX's older formats, and letters that no formula here uses, stay out. */
const unusedFonts = /\.(woff|ttf)$|KaTeX_(AMS|Caligraphic|Fraktur|SansSerif|Script|Typewriter)/

/** The fonts of KaTeX that are used, in the one format that is needed. */
export function slimFonts(): Plugin {
  return {
    name: 'slim-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('katex') || !id.endsWith('.css')) return
      return code
        .replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, '')
        .replace(/@font-face\{[^}]*KaTeX_(?:AMS|Caligraphic|Fraktur|SansSerif|Script|Typewriter)[^}]*\}/g, '')
    },
    generateBundle(_, bundle) {
      for (const name of Object.keys(bundle)) if (unusedFonts.test(name)) delete bundle[name]
    },
  }
}
