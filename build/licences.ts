import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

interface Package {
  readonly name: string
  readonly version: string
  readonly license?: string
}

const read = (path: string) => readFileSync(path, 'utf8').trim()

/** What the bundler adds to every bundle has no file of its own. */
const added: Readonly<Record<string, string>> = {
  rolldown: 'node_modules/rolldown',
  vite: 'node_modules/vite',
}

/** The folder of the package that a module belongs to; undefined for a module of the page itself. */
function packageOf(id: string): string | undefined {
  const maker = id.match(/^\0(\w+)\//)?.[1]
  if (maker && added[maker]) return added[maker]
  return id.match(/^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)/)?.[1]
}

/** The licence of a package, as its folder has it. A package without one must not be bundled. */
function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(read(join(folder, 'package.json'))) as Package
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.|$)/i.test(each))
  if (!file) throw new Error(`${name}: expected a file with its licence, found none in ${folder}`)
  // Vite's file goes on with the licences of what runs in a build and is no part of the page.
  const text = read(join(folder, file)).split(/^# Licenses of bundled/m)[0]!
  return `${name} ${version}${license ? ` (${license})` : ''}\n\n${text.trim()}`
}

const line = `\n\n${'-'.repeat(80)}\n\n`

/** The licences of the page, of every package that any of these modules belongs to, and of the data and fonts in licences/. */
export function licencesOf(modules: Iterable<string>): string {
  const folders = new Set([...modules].map(packageOf).filter((folder) => folder !== undefined))
  const others = readdirSync('licences').map((name) => read(join('licences', name)))
  const packages = [...folders].map(licenceOf)
  return `${[`Unrolled\n\n${read('LICENSE')}`, ...packages.sort(), ...others.sort()].join(line)}\n`
}

/** The name of the file with the licences, beside the page. */
export const licenceFile = 'LICENCES.txt'

/** Adds the modules of a bundle to a list: a worker is a bundle apart from the page. */
export function gatherModules(modules: Set<string>): Plugin {
  return {
    name: 'gather-modules',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const id of this.getModuleIds()) modules.add(id)
      for (const each of Object.values(bundle))
        if (each.type === 'chunk') for (const id of each.moduleIds) modules.add(id)
    },
  }
}

/** dist/LICENCES.txt: the licences of the modules that were gathered. */
export function licences(modules: ReadonlySet<string>): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler() {
        this.emitFile({ type: 'asset', fileName: licenceFile, source: licencesOf(modules) })
      },
    },
  }
}
