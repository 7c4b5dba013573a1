/** How classes of CSS modules are named on the page. */
import { basename, dirname } from 'node:path'

/** What stands before a class: the folder and the name of its file, as in strip-Column of app/parts/strip/Column.module.css. */
export const moduleName = (file: string): string =>
  `${basename(dirname(file))}-${basename(file.replace(/\?.*$/, ''), '.module.css')}`
