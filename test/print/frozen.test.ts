/**
 * What is printed stays as it was: the LaTeX of every golden case is held by its hash, byte for byte. Of each case a few subjects are
 * looked at, in turn; all of them with FROZEN=all. FROZEN_TEXTS names a folder to which they are written, so that two versions can be
 * laid side by side; FROZEN=write makes the file anew, after a change that means to print something else.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { experiments, printedOf } from '../support/formulas.ts'

const file = 'test/golden/formulas.txt'
const { FROZEN_TEXTS: folder, FROZEN: mode } = process.env
const heading = '# a case; for each reading and each subject the hash of its LaTeX'

const known = new Map(
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', ...hashes] = line.split(' ')
      return [name, hashes] as const
    }),
)
const made: string[] = []

test.each([...experiments].map(([name, experiment], i) => [name, experiment, i] as const))(
  '%s',
  (name, experiment, i) => {
    const printed = Object.entries(printedOf(name, experiment))
    const chosen = printed.filter((_, j) => mode !== undefined || (i + j) % 8 === 0)
    const hashes = chosen.map(([about, print]) => {
      const text = print().join('\n')
      if (folder) {
        mkdirSync(folder, { recursive: true })
        writeFileSync(`${folder}/${name}.${about}.txt`, text)
      }
      return `${about}:${createHash('sha256').update(text).digest('hex').slice(0, 10)}`
    })
    made.push(`${name} ${hashes.join(' ')}`)
    if (mode === 'write') writeFileSync(file, `${[heading, ...made].join('\n')}\n`)
    else for (const hash of hashes) expect(known.get(name)).toContain(hash)
  },
)
