/** How long the editor of a cell takes from a character until everything that follows from it is painted. */
import type { Page } from 'playwright-core'
import { quantile } from './page.ts'

/** A middling cell of the library, and the one with the longest backward pass. */
const cells = ['lstm', 'mlstm'] as const

export async function typing(page: Page, url: string): Promise<unknown> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Model', exact: true }).click()
  await page.getByLabel('Cell', { exact: true }).selectOption('write')
  const found: Record<string, unknown> = {}
  for (const cell of cells) {
    await page.locator('[data-part=own-cell] select').selectOption(`library/${cell}`)
    await page.waitForTimeout(800)
    const times = await page.evaluate(typed)
    found[cell] = { p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
  }
  return found
}

/** A character that makes another equation of the last line is typed and taken away, many times; milliseconds until the last frame of each. */
async function typed(): Promise<number[]> {
  const editor = document.querySelector('[data-part=own-cell]')!
  const area = editor.querySelector('textarea')!
  const times: number[] = []
  const { port1, port2 } = new MessageChannel()
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
  area.focus()
  // With and without one more letter the weight that is added to h has a name.
  const line = area.value.lastIndexOf('\nh =')
  const end = line + area.value.slice(line).replace(/\s*#.*/, '').length
  area.setSelectionRange(end, end)
  document.execCommand('insertText', false, ' + b')
  for (let k = 0; k < 24; k++) {
    await pause(150)
    const from = performance.now()
    let last = from
    port1.onmessage = () => {
      last = performance.now()
    }
    const watch = new MutationObserver(() => requestAnimationFrame(() => port2.postMessage(null)))
    watch.observe(editor, { subtree: true, childList: true, characterData: true, attributes: true })
    if (k % 2 === 0) document.execCommand('insertText', false, 'b')
    else document.execCommand('delete')
    await pause(500)
    watch.disconnect()
    times.push(last - from)
  }
  return times
}
