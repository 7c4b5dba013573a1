/** The command line over the engine: `npm run -s COMMAND -- FILE.json …`, or - for standard input. Each command is a row of the table. */
import { fail, onlyFile } from './commands/arguments.ts'
import { decayCommand } from './commands/decay.ts'
import { deriveCommand } from './commands/derive.ts'
import { openCommand } from './commands/open.ts'
import { routesCommand } from './commands/routes.ts'
import { trainCommand } from './commands/train.ts'
import { answerOf, pythonOf, toJson } from './index.ts'

/** What each command prints, given the arguments after its name. */
const commands: Readonly<Record<string, (args: readonly string[]) => string | Promise<string>>> = {
  trace: (args) => toJson(answerOf(onlyFile('trace', args))),
  derive: deriveCommand,
  routes: routesCommand,
  decay: decayCommand,
  train: trainCommand,
  open: openCommand,
  python: (args) => pythonOf(onlyFile('python', args)).trimEnd(),
}

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (!command) fail(`expected a command: ${Object.keys(commands).join(', ')}`)
process.stdout.write(`${await command(args)}\n`)
