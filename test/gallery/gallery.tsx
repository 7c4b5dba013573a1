/**
 * Every figure, drawing and panel of the page with fixed data, one below the other: `npm run gallery`. It is no part of what is built.
 * The address says how: `?theme=projector&language=zh&only=drawing` shows the scenes whose name begins so.
 */
import '../../app/ui/theme.css'

import { type ReactNode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Part } from '../../app/parts/boundary/Part.tsx'
import Along from '../../app/parts/take/Along.tsx'
import appStyles from '../../app/shell/App.module.css'
import { Model } from '../../app/shell/Model.tsx'
import { OpenView } from '../../app/shell/OpenView.tsx'
import Own from '../../app/shell/own/Own.tsx'
import { Stage } from '../../app/shell/Stage.tsx'
import { SessionContext } from '../../app/state/context.ts'
import { createSession, type Session } from '../../app/state/session.ts'
import type { View } from '../../app/state/views.ts'
import ui from '../../app/ui/ui.module.css'
import { loadWords } from '../../app/words/words.ts'
import { frameAt, reshaped } from '../../src/index.ts'
import { figures } from './figures.tsx'
import { dialogs, type Scene, stages, views } from './scenes.ts'
import { trainingFigures } from './training.tsx'

const asked = new URLSearchParams(location.search)
const theme = asked.get('theme') ?? 'light'
const language = asked.get('language') === 'zh' ? 'zh' : 'en'
const only = asked.get('only') ?? ''
document.documentElement.dataset.theme = theme
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'

const wanted = ({ name }: { readonly name: string }) => name.startsWith(only)

/** A session that stands where a link says, with the sizes of the scene. */
async function sessionAt({ link, change }: Scene): Promise<Session> {
  const session = createSession({ language })
  // The place may be one that only the changed experiment has.
  const opened = change ? link.replace(/@[^&]*/, '') : link
  const troubles = await session.address.follow(`${opened}&language=${language}&theme=${theme}`)
  if (troubles.length > 0) throw new Error(`${link}: ${JSON.stringify(troubles)}`)
  if (change) {
    session.openDocument(reshaped(session.get().experiment, change, 1))
    session.goTo(frameAt(session.trace(), /@([^&]*)/.exec(link)![1]!)!.index)
  }
  return session
}

function Framed({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="scene" data-scene={name}>
      <p className="scene-name">{name}</p>
      {children}
    </section>
  )
}

const nothing = () => undefined
const contents = {
  model: () => <Model onWrite={nothing} />,
  'own cell': () => <Own onClose={nothing} />,
  'take along': () => <Along />,
} satisfies Record<NonNullable<Scene['dialog']>, () => ReactNode>

function Shown({ scene }: { readonly scene: Scene }) {
  const [session, setSession] = useState<Session>()
  useEffect(() => void sessionAt(scene).then(setSession), [scene])
  if (!session) return <p aria-busy="true" />
  const { view, panel } = session.get()
  if (scene.dialog)
    return (
      <SessionContext value={session}>
        <div className={ui.page}>
          <Part>{contents[scene.dialog]()}</Part>
        </div>
      </SessionContext>
    )
  return (
    <SessionContext value={session}>
      <div data-part="app" className={appStyles.app} data-present={false} data-view={view} data-panel={panel}>
        <Part>{view === 'step' ? <Stage /> : <OpenView view={view as Exclude<View, 'step'>} />}</Part>
      </div>
    </SessionContext>
  )
}

await loadWords(language)
createRoot(document.getElementById('root')!).render(
  <>
    {[...stages, ...views, ...dialogs].filter(wanted).map((scene) => (
      <Framed key={scene.name} name={scene.name}>
        <Shown scene={scene} />
      </Framed>
    ))}
    {[...figures, ...trainingFigures].filter(wanted).map(({ name, shown }) => (
      <Framed key={name} name={name}>
        <main className={ui.page}>{shown}</main>
      </Framed>
    ))}
  </>,
)
