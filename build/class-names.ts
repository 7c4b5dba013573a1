/** How classes of CSS modules are named on the page. */
import { basename, dirname } from 'node:path'

/** What stands before a class: the folder and the name of its file, as in strip-Column of app/parts/strip/Column.module.css. */
export const moduleName = (file: string): string =>
  `${basename(dirname(file))}-${basename(file.replace(/\?.*$/, ''), '.module.css')}`

/** The setting of Vite: a class is named by its file, so that it can be found from the page. */
export const classNames = {
  generateScopedName: (name: string, file: string): string => `${moduleName(file)}__${name}`,
}
