/** Training documents written and read, which is fetched when it is needed. */
export { readTraining, writtenTraining } from '../../../src/index.ts'
