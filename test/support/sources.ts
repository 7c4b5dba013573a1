/** The files of the project, for tests that read its sources. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder, by its path from the root of the project. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))

/** Every TypeScript file below a folder. */
export const sourcesIn = (folder: string): string[] => filesIn(folder).filter((path) => /\.tsx?$/.test(path))
