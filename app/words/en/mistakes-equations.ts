/** English texts of what is wrong with the equations of a cell: the engine has them, since the command line says them too. */
export { englishOfEquations as equations } from '../../../src/index.ts'
