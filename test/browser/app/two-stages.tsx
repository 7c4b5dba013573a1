/** Two sessions on one page, side by side; the buttons above each stage do something to its session alone. */
import '../../../app/ui/theme.css'

import { createRoot } from 'react-dom/client'
import { Stage } from '../../../app/shell/Stage.tsx'
import { SessionContext } from '../../../app/state/context.ts'
import { builtIn } from '../../../app/state/experiments.ts'
import { languageIds } from '../../../app/state/language.ts'
import { createSession } from '../../../app/state/session.ts'
import { loadWords } from '../../../app/words/words.ts'

const sessions = { left: createSession({ language: 'en' }), right: createSession({ language: 'zh' }) }
await Promise.all(languageIds.map((each) => loadWords(each)))
sessions.right.open(builtIn('by-hand')!)

createRoot(document.getElementById('root')!).render(
  Object.entries(sessions).map(([side, session]) => (
    <SessionContext key={side} value={session}>
      <section id={side} className="app" data-present={false} data-view="step" data-panel="all">
        <Stage />
      </section>
    </SessionContext>
  )),
)
