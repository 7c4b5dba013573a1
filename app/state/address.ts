/** A session and the address of its page: the address is followed, and kept up to date. */
import { type Experiment, frameAt } from '../../src/index.ts'
import { builtIn, first, nameOf } from './experiments.ts'
import { foundAt, homeFor } from './homes.ts'
import { keep } from './kept.ts'
import { isLocal, linkOf } from './link.ts'
import { experimentNamed, partsOf, short, type Trouble } from './readLink.ts'
import { settingsOf } from './settings.ts'
import type { Store } from './slices/slice.ts'
import type { State } from './slices/state.ts'
import { runOf } from './trace.ts'
import { trainingNamed, withoutTraining } from './training-link.ts'
import type { View } from './views.ts'

/** The bar that shows the address: that of the browser, or none. */
export interface AddressBar {
  readonly hash: () => string
  /** shows another address, as a new entry of the history (push) or in place of the one that is shown; browsers limit how often */
  readonly show: (hash: string, push: boolean) => void
}

/** The bar of a session that stands on a page beside others. */
export function noBar(): AddressBar {
  let shown = ''
  return {
    hash: () => shown,
    show: (hash) => {
      shown = hash
    },
  }
}

type Open = (experiment: Experiment) => void

/** Ties a session to the bar that shows its address. */
export const createAddress = (store: Store, open: Open, bar: AddressBar) => new Address(store, open, bar)

class Address {
  readonly #store: Store
  readonly #open: Open
  readonly #bar: AddressBar
  /** the addresses that have been followed, and the last that has been read: what a slow one brings does not replace that of a newer one */
  #links = 0
  #done = 0
  /** The address that the state was read from or written to last: another one is still to be followed, and not written over. */
  #known = ''
  /** What the address opened last: its entry in the browser's history is there already. */
  #followed: Experiment | undefined
  /** the view of the entry that is shown */
  #view: View
  #timer: ReturnType<typeof setTimeout> | undefined
  #write = async (): Promise<void> => undefined

  constructor(store: Store, open: Open, bar: AddressBar) {
    this.#store = store
    this.#open = open
    this.#bar = bar
    this.#view = store.getState().view
  }

  /** Puts the session into the state that an address says. What is damaged is told, and the rest is used. */
  async follow(hash: string): Promise<readonly Trouble[]> {
    const { getState: get, setState: set } = this.#store
    this.#known = hash
    const mine = ++this.#links
    if (hash.length <= 1) {
      this.#done = mine
      return []
    }
    const { name, place, settings } = partsOf(hash)
    const before = get().opened
    const damaged: Trouble = { kind: 'data', details: [] }
    const { others, training } = withoutTraining(settings)
    const [found, taught] = await Promise.all([
      experimentNamed(name).catch(() => damaged),
      training === undefined ? undefined : trainingNamed(training),
    ])
    // A newer link, or what the reader has opened meanwhile, wins.
    if (mine !== this.#links) return []
    this.#done = mine
    if (get().opened !== before) {
      set({})
      return []
    }
    const { changes, troubles: unknown } = settingsOf(others)
    const troubles = taught && 'kind' in taught ? [taught, ...unknown] : unknown
    set({ ...changes, ...(taught && 'brought' in taught && taught) })
    this.#view = get().view
    if ('kind' in found) {
      this.#open(builtIn(first)!)
      return [found, ...troubles]
    }
    if (!isSame(found.experiment, get().experiment)) {
      this.#open(found.experiment)
      if (found.id !== undefined) foundAt(found.id, found.experiment)
    }
    this.#followed = get().opened
    // What a link opens has been asked nothing yet, and nothing in it is pointed at.
    const { why = null, covered = false } = changes
    set({ why, trail: [], pointed: null, lit: null, covered })
    return [...this.#goTo(place), ...troubles]
  }

  #goTo(place: string): readonly Trouble[] {
    if (place === '') return []
    const frame = frameAt(runOf(this.#store.getState()), place)
    if (!frame) return [{ kind: 'place', details: [short(place)] }]
    this.#store.setState({ cursor: frame.index, asked: null })
    return []
  }

  /** Brings the address up to date at once; false where the experiment would be lost if the page were loaded anew. */
  async keepNow(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#write()
    const state = this.#store.getState()
    const hash = await linkOf(state)
    return this.#bar.hash() === hash && (!isLocal(hash) || keep(homeFor(state), state.experiment))
  }

  /** Keeps the address up to date, once nothing has changed for a moment: a new entry in the browser's history for another experiment or view, none for a step. */
  keep(tell: (trouble: Trouble) => void): void {
    const { getState: get, subscribe } = this.#store
    let [shown, saved] = [get().opened, get().experiment]
    let lost: Experiment | undefined
    this.#write = async () => {
      // The address of a link stands until it has been read.
      if (this.#done !== this.#links) return
      const state = get()
      const hash = await linkOf(state)
      if (isLocal(hash) && state.experiment !== saved) {
        const isKept = await keep(homeFor(state), state.experiment)
        // It is told once of an experiment, however often that changes.
        if (!isKept && lost !== state.opened && get().opened === state.opened)
          tell({ kind: 'unkept', details: [] })
        lost = isKept ? undefined : state.opened
      }
      saved = state.experiment
      if (!this.#isToShow(hash, state)) return
      const another = state.opened !== shown && state.opened !== this.#followed
      const turned = state.view !== this.#view
      shown = state.opened
      this.#view = state.view
      this.#show(hash, another || turned)
    }
    subscribe(() => {
      clearTimeout(this.#timer)
      // While a number is moved, a large experiment takes as long to write as a frame to draw.
      this.#timer = setTimeout(() => void this.#write(), get().before === null ? 150 : 600)
    })
  }

  /** Is the hash of a state news, and not older than what the bar and the session have now? */
  #isToShow(hash: string, { opened }: State): boolean {
    const now = this.#bar.hash()
    return hash !== now && now === this.#known && this.#store.getState().opened === opened
  }

  #show(hash: string, push: boolean): void {
    try {
      this.#bar.show(hash, push)
      this.#known = this.#bar.hash()
    } catch {
      // Browsers limit how often the address may change; the next change brings it up to date.
    }
  }
}

/** Does a link say what is open? One that does not ship is told by what it says. */
const isSame = (found: Experiment, open: Experiment): boolean =>
  found === open || (nameOf(found) === null && JSON.stringify(found) === JSON.stringify(open))
