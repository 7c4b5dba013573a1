import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Every browser that runs the page reads woff2; KaTeX's older formats, and letters that no formula here uses, stay out. */
const unusedFonts = /\.(woff|ttf)$|KaTeX_(AMS|Caligraphic|Fraktur|SansSerif|Script|Typewriter)/

function slimFonts(): Plugin {
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

/** dist/unrolled.html: the whole page in one file, that opens by double click from a stick. It is built as one script, with nothing to load later. */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    apply: 'build',
    enforce: 'post',
    async writeBundle({ dir }) {
      const built = (await build({
        configFile: false,
        logLevel: 'error',
        base: './',
        plugins: [react(), slimFonts()],
        build: {
          target: 'es2022',
          write: false,
          assetsInlineLimit: 0,
          rolldownOptions: { output: { codeSplitting: false } },
        },
      })) as { output: { fileName: string; type: string; code?: string; source?: string | Uint8Array }[] }
      const files = built.output
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
      const html = readFileSync(join(dir!, 'index.html'), 'utf8')
        .replace(/<script[^>]*src=[^>]*><\/script>/g, '')
        .replace(/<link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>/g, '')
        .replace('./icon.svg', `data:image/svg+xml;base64,${icon}`)
        .replace('</head>', () => `<style>${fonts(source('.css'))}</style></head>`)
        .replace(
          '</body>',
          () => `<script type="module">${source('.js').replaceAll('</script', '<\\/script')}</script></body>`,
        )
      writeFileSync(join(dir!, 'unrolled.html'), html)
    },
  }
}

/** A headless machine has no browser to open. */
function hasDesktop(): boolean {
  if (process.platform !== 'linux') return true
  const { DISPLAY, WAYLAND_DISPLAY, PATH = '' } = process.env
  const folders = PATH.split(delimiter)
  return Boolean(DISPLAY || WAYLAND_DISPLAY) && folders.some((folder) => existsSync(join(folder, 'xdg-open')))
}

export default defineConfig({
  // Relative addresses: the folder works from any place on any host.
  base: './',
  plugins: [react(), slimFonts(), oneFile()],
  server: { open: hasDesktop() },
  preview: { open: false },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/*.test.ts'], maxWorkers: 2, testTimeout: 60_000 } },
      {
        test: {
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          globalSetup: 'test/browser/serve.ts',
          // Two browsers at a time: a step waits for the screen more than for the processor.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
