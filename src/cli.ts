/** The command line over the engine: `npm run -s COMMAND -- FILE.json …`, or - for standard input. */
import { runCommand } from './commands/run.ts'

const { status, stdout, stderr } = await runCommand(process.argv.slice(2))
process.stderr.write(stderr)
process.stdout.write(stdout)
process.exitCode = status
