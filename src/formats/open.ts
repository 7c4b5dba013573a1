/** What the page and the command line load when a file is opened. */
export { english as englishOfFormats } from './english.ts'
export { planOf } from './plan.ts'
