import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { mistakeIn } from '../src/index.ts'
import { App } from './App.tsx'
import { words } from './language/words.ts'
import { Part } from './part/Part.tsx'
import { onKey } from './store/commands.ts'
import { begin, follow, keepAddress, type Trouble } from './store/link.ts'
import { startPlayer } from './store/player.ts'
import { set } from './store/store.ts'
import './theme.css'
import './print.css'

function tell(...troubles: readonly Trouble[]): void {
  const { troubles: texts, mistakes, sentences } = words()
  const said = troubles.map(({ kind, details, mistake }) =>
    texts[kind](mistake ? [mistakeIn(mistake, mistakes)] : details),
  )
  set({ message: sentences(said) })
}

async function fromAddress(): Promise<void> {
  const troubles = await follow(location.hash).catch((): readonly Trouble[] => [
    { kind: 'data', details: [] },
  ])
  if (troubles.length > 0) tell(...troubles)
}

begin()
await fromAddress()
addEventListener('hashchange', () => void fromAddress())
// A frame asked for before the work of an event begins comes right after that work; asked for after it, often a tick of the screen later.
const askForFrame = () => void requestAnimationFrame(() => undefined)
for (const kind of ['keydown', 'click', 'input']) addEventListener(kind, askForFrame, { capture: true })
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
