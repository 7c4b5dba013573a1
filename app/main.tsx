import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { words } from './language/words.ts'
import { onKey } from './store/commands.ts'
import { begin, follow, keepAddress } from './store/link.ts'
import { startPlayer } from './store/player.ts'
import { set } from './store/store.ts'
import './theme.css'

async function fromAddress(): Promise<void> {
  const trouble = await follow(location.hash)
  if (trouble) set({ message: words().troubles[trouble.kind](trouble.detail) })
}

begin()
await fromAddress()
addEventListener('hashchange', () => void fromAddress())
// A frame asked for before the work of an event begins comes right after that work; asked for after it, often a tick of the screen later.
const askForFrame = () => void requestAnimationFrame(() => undefined)
for (const kind of ['keydown', 'click', 'input']) addEventListener(kind, askForFrame, { capture: true })
addEventListener('keydown', onKey)
keepAddress()
startPlayer()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
