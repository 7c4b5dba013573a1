import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'
import { classNames } from './class-names.ts'
import { slimFonts } from './fonts.ts'
import { licenceFile } from './licences.ts'
import { withHashes } from './policy.ts'

interface Built {
  readonly fileName: string
  readonly type: string
  readonly code?: string
  readonly source?: string | Uint8Array
}

/** The page as one script and one sheet of styles, with nothing to load later. */
async function inOne(): Promise<readonly Built[]> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [react(), slimFonts()],
    css: { modules: classNames },
    build: {
      target: 'es2022',
      write: false,
      assetsInlineLimit: 0,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as { output: readonly Built[] }
  return output
}

/** dist/unrolled.html: the whole page in one file, that opens by double click from a stick. */
export function oneFile(): Plugin {
  return {
    name: 'one-file',
    apply: 'build',
    enforce: 'post',
    async writeBundle({ dir }) {
      const files = await inOne()
      const source = (ending: string) =>
        files
          .filter((file) => file.fileName.endsWith(ending))
          .map((file) => (file.type === 'chunk' ? file.code! : String(file.source)))
          .join('\n')
      const fonts = (css: string) =>
        css.replace(/url\(([^)]*\.woff2)\)/g, (_, path: string) => {
          const font = files.find((file) => file.fileName.endsWith(path.split('/').at(-1)!))!
          return `url(data:font/woff2;base64,${Buffer.from(font.source as Uint8Array).toString('base64')})`
        })
      const icon = readFileSync(join(dir!, 'icon.svg')).toString('base64')
      const script = source('.js').replaceAll('</script', '<\\/script')
      const licences = readFileSync(join(dir!, licenceFile), 'utf8').replace(/-{2,}/g, '—')
      const html = readFileSync(join(dir!, 'index.html'), 'utf8')
        .replace(/<script[^>]*src=[^>]*><\/script>/g, '')
        .replace(/<link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>/g, '')
        .replace('./icon.svg', `data:image/svg+xml;base64,${icon}`)
        .replace('</head>', () => `<style>${fonts(source('.css'))}</style></head>`)
        .replace('</body>', () => `<script type="module">${script}</script></body>`)
      writeFileSync(join(dir!, 'unrolled.html'), `${withHashes(html, [script])}<!--\n${licences}-->\n`)
    },
  }
}
