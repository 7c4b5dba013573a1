/** The English of mistakes stands with the engine, whose command line prints it. */
export { english as mistakes } from '../../../src/index.ts'
