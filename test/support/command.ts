import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../src/commands/run.ts'

/** Runs a command of the command line within the test: a process for each would take longer than the command. */
export const command = (...args: readonly string[]) => runCommand(args)

/** The path of a file that holds a document, for commands that read one. */
export function fileOf(document: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'unrolled-')), 'document.json')
  writeFileSync(path, JSON.stringify(document))
  return path
}
