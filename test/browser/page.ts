/** The page as its tests know it: where something stands on it is said here alone, and pages are opened and closed here. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach } from 'vitest'
import { address, newPage, openBrowser, type Watched } from './chromium.ts'

/** A number that stands on the page, with its text where it has one of its own. */
export interface Shown {
  readonly ref: string
  readonly value: number
  readonly text: string
}

/** The stage of a page: what it shows, and what people do on it. */
export class Stage {
  constructor(readonly page: Page) {}

  /** Where the cursor is, as the equation's panel says it: "forward · t = 2 · 3 of 40". */
  place = () => this.page.textContent('[data-part=place]')
  heading = () => this.page.textContent('h2')
  facts = () => this.page.textContent('[data-part=facts]')
  hash = () => this.page.evaluate(() => location.hash)
  /**
   * The address once it has followed what was done, which it does after a pause. The timers of a page go off in their order, however slow it
   * is, so the page itself waits for longer than that pause, and then until the address is packed.
   */
  address = (): Promise<string> =>
    this.page.evaluate(async () => {
      const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
      await pause(300)
      for (let last = ''; last !== location.hash; await pause(100)) last = location.hash
      return location.hash
    })
  /** Leads an experiment that was brought as a file or a text to another place, by its address; that says what was brought a moment later. */
  async lead(place: string): Promise<void> {
    await this.page.waitForFunction(() => /^#(z|j|local)\./.test(location.hash))
    await this.page.evaluate((place) => {
      location.hash = location.hash.replace(/@[^&]*/, `@${place}`)
    }, place)
  }
  /** Waits until each part that is fetched when it is first shown is there. */
  arrived = () => this.page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  /** What the message above the page says; null where there is none. */
  told = async () => ((await this.message.count()) > 0 ? this.message.textContent() : null)

  get message(): Locator {
    return this.page.locator('[data-part=message]')
  }
  /** The box of the number that is asked for, and its field. */
  get asked(): Locator {
    return this.page.locator('[data-part=asked]')
  }
  get field(): Locator {
    return this.asked.locator('input')
  }

  button = (name: string): Locator => this.page.getByRole('button', { name, exact: true })
  isOff = (name: string) => this.button(name).isDisabled()
  /** A number where it stands in a formula. */
  number = (ref: string): Locator => this.page.locator(`[data-part=formula] [data-ref="${ref}"]`).first()
  /** A number where it stands in a formula or in the drawing. */
  anywhere = (ref: string): Locator =>
    this.page.locator(`:is([data-part=assignments], [data-part=drawing]) [data-ref="${ref}"]`).first()
  /** The value of a number, wherever it stands on the page. */
  value = async (ref: string): Promise<number> =>
    Number(
      await this.page.evaluate((name) => {
        const all = [...document.querySelectorAll(`[data-ref="${name}"]`)]
        const texts = all.map((each) => each.getAttribute('data-value') ?? each.getAttribute('value'))
        return texts.find((text) => text !== null) ?? 'not on the page'
      }, ref),
    )

  /** Types into the field of a number, which opens where it is clicked. */
  async type(ref: string, text: string): Promise<void> {
    await this.number(ref).click()
    await this.field.fill(text)
  }
  /**
   * Goes on with the right key to the end of the run, and returns every number that stood on the page, each value and text once, at how
   * many places the cursor was, and the names of what stood in a picture. It happens within the page: a key that comes from outside takes
   * longer than the step. At each place it waits for what is fetched when it is first shown.
   */
  walk = (within = '', picture = ''): Promise<{ places: number; numbers: Shown[]; refs: string[] }> =>
    this.page.evaluate(
      async ([within, picture]) => {
        const place = () => document.querySelector('[data-part=place]')!.textContent
        const told = new Map<string, Shown>()
        const refs = new Set<string>()
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
        const until = async (met: () => boolean) => {
          while (!met()) await frame()
        }
        for (let places = 1; ; places++) {
          await until(() => document.querySelector('[aria-busy=true]') === null)
          for (const e of document.querySelectorAll(
            `${within} :is([data-ref][data-value], data[data-ref])`,
          )) {
            const ref = e.getAttribute('data-ref')!
            const value = e.getAttribute('data-value') ?? e.getAttribute('value')!
            const text = e.localName === 'data' ? e.textContent : ''
            const key = `${ref} ${value} ${text}`
            if (!told.has(key)) told.set(key, { ref, value: Number(value), text })
          }
          for (const e of picture ? document.querySelectorAll(`${picture} [data-ref]`) : [])
            refs.add(e.getAttribute('data-ref')!)
          const bar = document.querySelector('[data-part=scrub]')!
          if (bar.getAttribute('aria-valuenow') === bar.getAttribute('aria-valuemax'))
            return { places, numbers: [...told.values()], refs: [...refs] }
          const last = place()
          const key = { key: 'ArrowRight', code: 'ArrowRight', bubbles: true, cancelable: true }
          document.body.dispatchEvent(new KeyboardEvent('keydown', key))
          await new Promise((done) => setTimeout(done))
          await until(() => place() !== last)
        }
      },
      [within, picture] as const,
    )
  /** Goes on with the right key, so many times at most, within the page; says where the cursor is then, and whether the run ended there. */
  advance = (times: number): Promise<{ place: string; end: boolean }> =>
    this.page.evaluate(async (times) => {
      const place = () => document.querySelector('[data-part=place]')!.textContent
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      for (let i = 0; i < times; i++) {
        const last = place()
        const bar = document.querySelector('[data-part=scrub]')!
        if (bar.getAttribute('aria-valuenow') === bar.getAttribute('aria-valuemax'))
          return { place: last, end: true }
        const key = { key: 'ArrowRight', code: 'ArrowRight', bubbles: true, cancelable: true }
        document.body.dispatchEvent(new KeyboardEvent('keydown', key))
        do await frame()
        while (place() === last)
      }
      return { place: place(), end: false }
    }, times)
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }
  /** Opens a file by its path. */
  async open(path: string | readonly string[]): Promise<void> {
    await this.begin()
    await this.page.getByLabel('Open', { exact: true }).setInputFiles(path as string | string[])
    await this.agree()
  }
  private async begin(): Promise<void> {
    // The message of the file before would be taken for this one's.
    if ((await this.message.count()) > 0) await this.closeMessage()
    await this.button('Open and save').click()
  }
  /** Opens what was understood, where a sheet says it; gives what the sheet says. */
  async agree(): Promise<string> {
    await this.page.locator('[data-part=sheet], [data-part=message]').first().waitFor()
    const sheet = (await this.sheet.count()) > 0
    const said = sheet ? ((await this.sheet.textContent()) ?? '') : ''
    // The button that opens has the focus.
    if (sheet) await this.press('Enter')
    await this.message.waitFor()
    return said
  }
  /** What was understood of files that are not opened yet. */
  get sheet(): Locator {
    return this.page.locator('[data-part=sheet]')
  }
  /** Pastes the text of a file, and opens it; gives what was understood of it, where a sheet says it. */
  async paste(text: string): Promise<string> {
    await this.begin()
    await this.page.getByLabel('Text of a file').fill(text)
    await this.button('Use this text').click()
    return this.agree()
  }
  closeMessage = () => this.message.getByRole('button').last().click()
}

export interface Opened extends Watched {
  readonly stage: Stage
}

const desktop = { width: 1440, height: 900 }

interface Ways {
  /** what is there once the page is ready */
  readonly ready?: string
  /** how the browser differs from usual in all tests of the file */
  readonly options?: BrowserContextOptions
}

/** Pages that a test has left and the next one takes, by how their browser differs from usual. */
const left = new Map<string, Opened[]>()

/** Makes a page that a test has left like a new one. What the browser keeps compiled stays: that is half of what opening a page costs. */
async function renew({ page, complaints }: Opened): Promise<void> {
  for (const other of page.context().pages()) if (other !== page) await other.close()
  await page.evaluate(async () => {
    sessionStorage.clear()
    localStorage.clear()
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name)
  })
  await page.goto('about:blank')
  await page.emulateMedia({ media: null, reducedMotion: null, colorScheme: null })
  await page.mouse.move(-1, -1)
  complaints.length = 0
}

/**
 * Pages for the tests of a file. `at` opens an address, on a page that a test before has left where there is one; `go` leads one page, which
 * the tests of the file share, to an address: use it where nothing of what was done before matters, since loading the page is most of a test's
 * time; `fresh` is a page of its own, for what must be done before it loads and for what would stay with a page (routes, scripts at the start).
 * After each test none of its pages may have complained.
 */
export function pages({ ready = '[data-part=place]', options: usual = {} }: Ways = {}) {
  let shared: Opened | undefined
  const [own, lent]: [Opened[], [string, Opened][]] = [[], []]
  afterEach(async () => {
    const [ended, returned] = [own.splice(0), lent.splice(0)]
    for (const { page } of ended) await page.context().close()
    for (const [key, opened] of returned)
      if (!opened.page.isClosed()) left.set(key, [...(left.get(key) ?? []), opened])
    for (const { assertClean } of [...ended, ...returned.map(([, each]) => each)]) assertClean()
    shared?.assertClean()
  })
  afterAll(() => shared?.page.context().close())

  async function opened(options: BrowserContextOptions): Promise<Opened> {
    const watched = await newPage(await openBrowser(), options)
    return { ...watched, stage: new Stage(watched.page) }
  }
  async function fresh(options: BrowserContextOptions = {}): Promise<Opened> {
    const page = await opened({ ...usual, ...options })
    own.push(page)
    return page
  }
  async function at(hash: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const { viewport, ...others } = { viewport: desktop, ...usual, ...options }
    const key = JSON.stringify(others)
    const before = left.get(key)?.pop()
    // A page that a test opens beside this one has the size that the context was made with: that is the same whoever asked for it first.
    const watched = before ?? (await opened({ ...others, viewport: desktop }))
    if (before) await renew(before)
    await watched.page.setViewportSize(viewport ?? desktop)
    lent.push([key, watched])
    await watched.page.goto(`${address()}${hash}`)
    await watched.page.waitForSelector(ready)
    return watched
  }
  async function go(hash: string, viewport = desktop): Promise<Opened> {
    shared ??= await opened({ ...usual, viewport })
    const { page } = shared
    await page.setViewportSize(viewport)
    if (page.url() === 'about:blank') await page.goto(`${address()}${hash}`)
    else
      await page.evaluate(
        (hash) =>
          new Promise<void>((done) => {
            if (location.hash === hash) return done()
            // The page follows an address in the task that tells of it, and draws it in the frame after.
            const drawn = () =>
              setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))
            addEventListener('hashchange', drawn, { once: true })
            location.hash = hash
          }),
        hash,
      )
    await page.waitForSelector(ready)
    return shared
  }
  return { at, go, fresh }
}
