import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { mistakeIn } from '../src/index.ts'
import { Part } from './parts/boundary/Part.tsx'
import { onClicker, onKey } from './parts/commands/listen.ts'
import { App } from './shell/App.tsx'

import { begin, follow, keepAddress, type Trouble } from './state/link.ts'
import { tell as say, startMessages } from './state/message.ts'
import { startPlayer } from './state/player.ts'
import { words } from './words/words.ts'
import './ui/theme.css'
import './shell/print.css'

function tell(...troubles: readonly Trouble[]): void {
  const { troubles: texts, mistakes, sentences } = words()
  const said = troubles.map(({ kind, details, mistake }) =>
    texts[kind](mistake ? [mistakeIn(mistake, mistakes)] : details),
  )
  say(
    sentences(said),
    // What a link says of a step goes with the next step, all else with the experiment that it opened.
    [troubles.every(({ kind }) => kind === 'place') ? 'cursor' : 'opened'],
    troubles.some(({ kind }) => kind === 'unkept'),
  )
}

async function fromAddress(): Promise<void> {
  const troubles = await follow(location.hash).catch((): readonly Trouble[] => [
    { kind: 'data', details: [] },
  ])
  if (troubles.length > 0) tell(...troubles)
}

startMessages()
begin()
await fromAddress()
addEventListener('hashchange', () => void fromAddress())
// A frame asked for before the work of an event begins comes right after that work; asked for after it, often a tick of the screen later.
const askForFrame = () => void requestAnimationFrame(() => undefined)
for (const kind of ['keydown', 'click', 'input']) addEventListener(kind, askForFrame, { capture: true })
addEventListener('keydown', onClicker, { capture: true })
addEventListener('keydown', onKey)
keepAddress(tell)
startPlayer()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Part whole>
      <App />
    </Part>
  </StrictMode>,
)
