/** How much is fetched: with the page, and for each part that comes later. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'

const { fresh } = pages()

/** In kilobytes as a server sends them: scripts, styles and the page compressed; fonts are. */
const sent = (file: string): number => {
  const bytes = readFileSync(file)
  return (/woff2|png/.test(file) ? bytes.length : gzipSync(bytes).length) / 1024
}

/**
 * The budgets, in kilobytes: all that is sent until the first view stands, and each part that comes later. The worker for large files has
 * the readers of all formats in one script, since it cannot fetch them one by one where the page is one file.
 */
const firstLoad = 300
const laterPart = 120
const allReaders = 130

test('the page is light, and so is each part that is loaded later', async () => {
  const { page } = await fresh()
  const asked = new Set<string>()
  page.on('request', (request) =>
    asked.add(
      request
        .url()
        .slice(address().length)
        .replace(/[#?].*/, ''),
    ),
  )
  await page.goto(address())
  await page.waitForSelector('[data-part=place]')
  await page.waitForLoadState('networkidle')
  const files = [...asked].map((name) => join('dist', name === '' ? 'index.html' : name))
  expect(files.reduce((total, file) => total + sent(file), 0)).toBeLessThan(firstLoad)
  const large = readdirSync(join('dist', 'assets'))
    .map((name) => join('dist', 'assets', name))
    .filter((file) => statSync(file).isFile())
    .filter((file) => sent(file) > (/readInWorker/.test(file) ? allReaders : laterPart))
  expect(large).toEqual([])
})
