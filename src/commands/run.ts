import { answerOf, firstNonFinite, pythonOf, refOfFrame, toJson } from '../index.ts'
import { fail, onlyFile, type Printed, Refused } from './arguments.ts'
import { decayCommand } from './decay.ts'
import { deriveCommand } from './derive.ts'
import { openCommand } from './open.ts'
import { routesCommand } from './routes.ts'
import { trainCommand } from './train.ts'

/** Each command, given the arguments after its name. */
const commands: Readonly<Record<string, (args: readonly string[]) => string | Printed | Promise<Printed>>> = {
  trace: traceCommand,
  derive: deriveCommand,
  routes: routesCommand,
  decay: decayCommand,
  train: trainCommand,
  open: openCommand,
  python: (args) => pythonOf(onlyFile('python', args)).trimEnd(),
}

/** Every value and gradient; the first of them that is not finite is told beside. */
function traceCommand(args: readonly string[]): Printed {
  const trace = onlyFile('trace', args)
  const first = firstNonFinite(trace)
  return {
    result: toJson(answerOf(trace)),
    notes: first ? [`${refOfFrame(first)}: the first value that is not finite (Infinity or NaN)`] : [],
  }
}

export interface Ended {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command; what it refuses is one line on standard error and status 2. */
export async function runCommand([name = '', ...args]: readonly string[]): Promise<Ended> {
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) fail(`expected a command: ${Object.keys(commands).join(', ')}`)
    const printed = await command(args)
    const { result, notes } = typeof printed === 'string' ? { result: printed, notes: [] } : printed
    return { status: 0, stdout: `${result}\n`, stderr: notes.map((line) => `${line}\n`).join('') }
  } catch (thrown) {
    if (thrown instanceof Refused) return { status: 2, stdout: '', stderr: `${thrown.message}\n` }
    throw thrown
  }
}
