import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { classNames } from './build/class-names.ts'
import { slimFonts } from './build/fonts.ts'
import { gatherModules, licences } from './build/licences.ts'
import { oneFile } from './build/one-file.ts'
import { withPolicy } from './build/policy.ts'
import { LongestFirst } from './test/order.ts'

/** A headless machine has no browser to open. */
function hasDesktop(): boolean {
  if (process.platform !== 'linux') return true
  const { DISPLAY, WAYLAND_DISPLAY, PATH = '' } = process.env
  const folders = PATH.split(delimiter)
  return Boolean(DISPLAY || WAYLAND_DISPLAY) && folders.some((folder) => existsSync(join(folder, 'xdg-open')))
}

/** Every module that is bundled, for the list of licences. */
const modules = new Set<string>()

/**
 * What the page begins with is three files, since many small ones compress worse: packages, the floors of the engine that every view
 * stands on, and the app. What else of the engine is used at once has files of its own: its door reaches all of it, and views use most of it.
 */
const floors = /\/src\/(mistake|tensor|print|algebra|cell|trace|experiment|facts)\//
const begun = (name: string, test: RegExp) => ({
  name,
  test,
  tags: ['$initial' as const],
  includeDependenciesRecursively: false,
})
const firstLoad = [
  begun('packages', /node_modules/),
  begun('engine', floors),
  begun('page', /\/(app|experiments)\//),
]

/** A build takes jsfive's sources, with the unpacker that the page has: jsfive's own bundle carries one more. */
const lighter = [
  { find: /^jsfive$/, replacement: join(import.meta.dirname, 'node_modules/jsfive/index.js') },
  { find: /^.*\/pako\.esm\.mjs$/, replacement: join(import.meta.dirname, 'build/inflate.ts') },
]

export default defineConfig(({ command }) => ({
  // Relative addresses: the folder works from any place on any host.
  base: './',
  plugins: [react(), slimFonts(), withPolicy(), gatherModules(modules), licences(modules), oneFile()],
  css: { modules: classNames },
  ...(command === 'build' ? { resolve: { alias: lighter } } : {}),
  // The licences of what is bundled stand in a file of their own.
  worker: {
    plugins: () => [gatherModules(modules)],
    rolldownOptions: { output: { minify: true, comments: false } },
  },
  server: { open: hasDesktop() },
  preview: { open: false },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    // A view that is fetched again must not lack its styles: all of them come with the page, and a view is scripts alone.
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: { output: { codeSplitting: { groups: firstLoad } } },
  },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          maxWorkers: 2,
          // Files share what they import: loading the engine anew for each takes longer than most tests.
          isolate: false,
          setupFiles: 'test/support/seeded.ts',
          // It ends a test that hangs; a test of how long something takes measures it.
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/serve.ts',
          // Two browsers at a time: a step waits for the screen more than for the processor.
          maxWorkers: 2,
          // Files of a worker share its Chromium.
          isolate: false,
          testTimeout: 300_000,
          // A machine may be so busy that a test misses its moment once; the report names what passed at its second try (retry x1).
          retry: 1,
          hookTimeout: 300_000,
          // What is waited for comes when the machine gets to it.
          expect: { poll: { timeout: 90_000 } },
        },
      },
    ],
  },
}))
