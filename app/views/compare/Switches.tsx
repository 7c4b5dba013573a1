/** How the figure is drawn. */

import { CommandButton } from '../../parts/transport/Transport.tsx'
import { useSession } from '../../state/context.ts'
import { layersOfEntry } from '../../state/models.ts'
import { useStore } from '../../state/store.ts'
import { panelIn } from '../../state/views.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Switches.module.css'
import type { Setup } from './setup.ts'
import { useTexts } from './texts.ts'

interface Props {
  readonly setup: Setup
  /** the states that some model has */
  readonly states: readonly string[]
}

export function Switches({ setup, states }: Props) {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const enlarged = useStore(panelIn) === 'chart'
  const { log, against, state, path, gates } = setup
  const extra = (changed: { path?: boolean; gates?: boolean }) => {
    const on = { path, gates, ...changed }
    const names = (['path', 'gates'] as const).filter((name) => on[name])
    session.changeParams({ extra: names.length === 0 ? null : names.join() })
  }
  return (
    <div className={styles.switches}>
      <CommandButton name="panel" pressed={enlarged} icon="M4 9V4h5M20 15v5h-5M4 4l6 6m10 10-6-6" />
      <label>
        {texts.axis.label}
        <select
          value={log ? 'log' : 'linear'}
          onChange={(event) => session.changeParams({ axis: event.target.value === 'log' ? null : 'linear' })}
        >
          <option value="log">{texts.axis.log}</option>
          <option value="linear">{texts.axis.linear}</option>
        </select>
      </label>
      <label>
        {texts.axis.against}
        <select
          value={against}
          onChange={(event) => session.changeParams({ against: event.target.value === 'lag' ? null : 't' })}
        >
          <option value="lag">{texts.axis.lag}</option>
          <option value="t">{texts.axis.t}</option>
        </select>
      </label>
      <label>
        {texts.axis.state}
        <select
          value={state ?? ''}
          onChange={(event) => session.changeParams({ state: event.target.value || null })}
        >
          <option value="">{texts.axis.all}</option>
          {[...new Set([...states, ...(state === null ? [] : [state])])].map((name) => (
            <option key={name} value={name}>
              {name === 'h' ? name : texts.axis.or(name)}
            </option>
          ))}
        </select>
      </label>
      <LayerShown setup={setup} />
      <span>{words.label(texts.extra.label)}</span>
      <label title={texts.extra.pathHint}>
        <input type="checkbox" checked={path} onChange={(event) => extra({ path: event.target.checked })} />
        {texts.extra.path}
      </label>
      <label title={texts.extra.gatesHint}>
        <input type="checkbox" checked={gates} onChange={(event) => extra({ gates: event.target.checked })} />
        {texts.extra.gates}
      </label>
      {path && (
        <p className={ui.hint}>
          <strong>{texts.extra.path}</strong> {texts.extra.pathHint}
        </p>
      )}
      {gates && (
        <p className={ui.hint}>
          <strong>{texts.extra.gates}</strong> {texts.extra.gatesHint}
        </p>
      )}
    </div>
  )
}

/** The layer whose gradients are shown, where some model has several. */
function LayerShown({ setup: { models, layer } }: Pick<Props, 'setup'>) {
  const session = useSession()
  const texts = useTexts()
  const most = Math.max(...models.map((entry) => layersOfEntry(entry).length))
  if (most === 1) return null
  return (
    <label>
      {texts.axis.layer}
      <select
        value={layer === null ? '' : Math.min(layer, most)}
        onChange={(event) => session.changeParams({ layer: event.target.value || null })}
      >
        <option value="">{texts.axis.top}</option>
        {Array.from({ length: most }, (_, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place
          <option key={k} value={k + 1}>
            {texts.axis.ofLayer(k + 1)}
          </option>
        ))}
      </select>
    </label>
  )
}
