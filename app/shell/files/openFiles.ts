/** What comes through a door is read; documents of the page's own are opened at once, for everything else a sheet is shown. */
import { type Experiment, type Mistake, mistakeIn, type Plan, type Text } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'
import { always } from '../../words/always.ts'
import { wordsIn } from '../../words/words.ts'
import { fetched } from '../../work/fetch.ts'
import { type Desk, type Given, mostOnPage, reader, type Taken } from './reading.ts'
import { openTraining, trainingIn } from './training.ts'

/** What was read, and the desk that answers other decisions. */
export interface Brought {
  readonly desk: Desk
  readonly taken: Taken
  /** the experiment that was open */
  readonly into: Experiment
}

/** What came of it: a sheet is to be shown, it was opened, or nothing can be used of it. */
export type Outcome =
  | { readonly id: 'sheet'; readonly brought: Brought }
  | { readonly id: 'opened' }
  | {
      readonly id: 'refused'
      readonly wrong: readonly { readonly name?: string; readonly mistake: Mistake }[]
    }
  | { readonly id: 'stopped' }

async function deskFor(given: readonly Given[]): Promise<Desk> {
  const bytes = given.reduce((sum, { blob }) => sum + blob.size, 0)
  if (bytes <= mostOnPage) return { ask: reader(given), close: () => undefined }
  const { openDesk } = await fetched(() => import('./readInWorker.ts'))
  return openDesk(given)
}

/** Reads what was given. `begun` hears how the reading can be stopped. Throws where a reader cannot be fetched. */
export async function bring(
  session: Session,
  given: readonly Given[],
  begun: (stop: () => void) => void,
): Promise<Outcome> {
  const into = session.get().experiment
  let stopped = false
  let desk: Desk | undefined
  try {
    const [only, ...more] = given
    const stoppable = (stop: () => void) =>
      begun(() => {
        stopped = true
        stop()
      })
    const training = only && more.length === 0 ? await trainingIn(only, stoppable) : undefined
    if (training?.ok) {
      openTraining(session, training.document, only!.name)
      return { id: 'opened' }
    }
    if (training) return { id: 'refused', wrong: [{ ...only, mistake: training.mistake }] }
    desk = await deskFor(given)
    const { close } = desk
    stoppable(close)
    const taken = await desk.ask({}, { experiment: into, keep: true })
    const { plan, refused, mistake } = taken
    const needsSheet = plan?.kinds.some((kind) => kind !== 'experiment')
    if (needsSheet || refused.some((each) => each.mistake.expected.id === 'stateDict'))
      return { id: 'sheet', brought: { desk, taken, into } }
    close()
    if (!plan) return { id: 'refused', wrong: mistake ? [...refused, { mistake }] : refused }
    openPlan(session, plan, taken.used, refused)
    return { id: 'opened' }
  } catch (thrown) {
    desk?.close()
    if (!stopped) throw thrown
    return { id: 'stopped' }
  }
}

/** Opens what was planned, and says what it was. */
export function openPlan(
  session: Session,
  plan: Plan,
  used: Taken['used'],
  refused: Taken['refused'] = [],
): void {
  const { experiment, kinds } = plan
  const pasted = kinds.includes('weights') ? 'weights' : 'sequence'
  const title: Text = { en: always.en.pasted[pasted], zh: always.zh.pasted[pasted] }
  session.openDocument(
    experiment.title || kinds.includes('experiment') ? experiment : { ...experiment, title },
  )
  // A training goes on with its own nets; what was opened is seen step by step.
  if (session.get().view === 'train') session.openView('step')
  const words = wordsIn(session.get().language)
  session.tell(
    words.sentences([
      ...used.map((name) => words.opened(name ?? words.pasteText)),
      ...told(session, refused),
    ]),
  )
}

/** What is wrong with files, a sentence each. */
function told(
  { get }: Session,
  wrong: readonly { readonly name?: string; readonly mistake: Mistake }[],
): string[] {
  const words = wordsIn(get().language)
  return wrong.map(({ name, mistake }) => {
    const sentence = mistakeIn(mistake, words.mistakes)
    return name === undefined ? sentence : words.fileTrouble(name, sentence)
  })
}
