/** English texts of what was decided about files: the engine has them, since the command line says them too. */
export { englishOfFormats as formats } from '../../../src/index.ts'
