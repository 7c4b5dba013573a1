import type { Plugin } from 'vite'

/** Every browser that runs the page reads woff2; KaTeX's older formats, and letters that no formula here uses, stay out. */
const unusedFonts = /\.(woff|ttf)$|KaTeX_(AMS|Caligraphic|Fraktur|SansSerif|Script|Typewriter)/

/** The signs that the fonts of app/math/fonts lack: KaTeX's own files are fetched for these alone. */
const rest: Readonly<Record<string, string>> = {
  'KaTeX_Main-Regular':
    'U+A3, U+A7-A8, U+AC, U+B0-B1, U+B6, U+B8, U+C6, U+D8, U+DF, U+E6, U+F7-F8, U+131, U+152-153, U+237, U+2C6-2C7, ' +
    'U+2CA-2CB, U+2D8-2DA, U+2DC-2DD, U+393-394, U+398, U+39B, U+39E, U+3A0, U+3A3, U+3A5-3A6, U+3A8-3A9, U+2013-2014, ' +
    'U+2018-2019, U+201C-201D, U+2020-2021, U+20D7, U+210F, U+2111, U+2113, U+2118, U+211C, U+2135, U+2191, U+2193-2199, ' +
    'U+21A6, U+21A9-21AA, U+21BC-21BD, U+21C0-21C1, U+21CC, U+21D0-21D5, U+2200, U+2203, U+2205, U+2207-2208, U+220B, ' +
    'U+2213, U+2215-221A, U+221D, U+2220, U+2225, U+2227-222B, U+223C, U+2240, U+2243, U+2245, U+2248, U+224D, U+2250, ' +
    'U+2261, U+2264, U+226A-226B, U+227A-227B, U+2282-2283, U+2286-2287, U+228E, U+2291-2297, U+22A2-22A3, U+22A5, U+22A8, ' +
    'U+22C4, U+22C6, U+22C8, U+2308-230B, U+2322-2323, U+23B0-23B1, U+25B3, U+25B9, U+25BD, U+25C3, U+25EF, U+2660-2663, ' +
    'U+266D-266F, U+27E8-27E9, U+27EE-27EF, U+27F5-27FA, U+27FC, U+2A3F, U+2AAF-2AB0, U+E020',
  'KaTeX_Math-Italic':
    'U+393-394, U+398, U+39B, U+39E, U+3A0, U+3A3, U+3A5-3A6, U+3A8-3A9, U+3BF, U+3C2, U+3C5, U+3D1, U+3D6, U+3F1, U+E131, ' +
    'U+E237',
}

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
        .replace(/(KaTeX_[\w-]+)\.woff2[^;}]*(?=\})/g, (face, name: string) =>
          name in rest ? `${face};unicode-range:${rest[name]}` : face,
        )
    },
    generateBundle(_, bundle) {
      for (const name of Object.keys(bundle)) if (unusedFonts.test(name)) delete bundle[name]
    },
  }
}
