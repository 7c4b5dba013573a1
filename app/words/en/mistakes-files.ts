/** English texts of what is wrong with files: the engine has them, since the command line says them too. */
export { englishOfFiles as ofFiles } from '../../../src/index.ts'
