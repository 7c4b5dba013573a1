import './ui/theme.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { mistakeIn } from '../src/index.ts'
import { Part } from './parts/boundary/Part.tsx'
import { listen } from './parts/commands/listen.ts'
import { App } from './shell/App.tsx'
import { fetchWords } from './shell/speak.ts'
import { SessionContext } from './state/context.ts'
import { languageIds } from './state/language.ts'
import type { Trouble } from './state/readLink.ts'
import { createSession } from './state/session.ts'
import { keptTheme } from './state/theme.ts'
import { wordsIn } from './words/words.ts'
import './shell/print.css'

const session = createSession({
  language: languageIds.find((each) => navigator.language.toLowerCase().startsWith(each)) ?? 'en',
  theme: keptTheme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  bar: {
    hash: () => location.hash,
    show(hash, push) {
      if (push) history.pushState(null, '', hash)
      else history.replaceState(null, '', hash)
    },
  },
})

function tell(...troubles: readonly Trouble[]): void {
  const { troubles: texts, mistakes, sentences } = wordsIn(session.get().language)
  const said = troubles.map(({ kind, details, mistake }) =>
    texts[kind](mistake ? [mistakeIn(mistake, mistakes)] : details),
  )
  session.tell(
    sentences(said),
    // A message about the step of a link goes with the next step, every other one when another experiment is opened.
    [troubles.every(({ kind }) => kind === 'place') ? 'cursor' : 'opened'],
    troubles.some(({ kind }) => kind === 'unkept'),
  )
}

async function fromAddress(): Promise<void> {
  const troubles = await session.address
    .follow(location.hash)
    .catch((): readonly Trouble[] => [{ kind: 'data', details: [] }])
  await fetchWords(session)
  if (troubles.length > 0) tell(...troubles)
}

/** No module waits for this: the words that it fetches are a module that waits for this one. */
async function start(): Promise<void> {
  await fromAddress()
  addEventListener('hashchange', () => void fromAddress())
  // A frame asked for before the work of an event begins comes right after that work; asked for after it, often a tick of the screen later.
  const askForFrame = () => void requestAnimationFrame(() => undefined)
  for (const kind of ['keydown', 'click', 'input']) addEventListener(kind, askForFrame, { capture: true })
  listen(session)
  session.address.keep(tell)
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <SessionContext value={session}>
        <Part whole>
          <App />
        </Part>
      </SessionContext>
    </StrictMode>,
  )
}

void start()
