/** One net, changed: its layers with their cells, units and directions, its attention, and how its weights are drawn. */
import { type Direction, forgetBiasOf, limits, schemes } from '../../../src/index.ts'
import { CellChoice } from '../../parts/cell/CellChoice.tsx'
import { CellOptions } from '../../parts/cell/CellOptions.tsx'
import ui from '../../ui/ui.module.css'
import styles from './Nets.module.css'
import { NumberField } from './NumberField.tsx'
import { mostLayers, type Net, type NetLayer } from './nets.ts'
import settings from './Settings.module.css'
import { useTexts } from './texts.ts'

type Drawn = Extract<Net, { kind: 'drawn' }>

interface Props {
  readonly net: Net
  readonly model: number
  readonly onChange: (net: Net) => void
}

const sizes = [1, limits.size] as const

export function NetEditor({ net, model, onChange }: Props) {
  const { nets: texts } = useTexts()
  if (net.kind !== 'drawn')
    return (
      <p className={`${ui.hint} ${styles.editor}`}>
        {net.kind === 'open' ? texts.openAbout : texts.documentAbout}
      </p>
    )
  const { layers } = net
  const put = (next: readonly NetLayer[]) => onChange({ ...net, layers: next })
  return (
    <fieldset data-part="net-editor" className={styles.editor}>
      <legend data-part="heard" className={ui.heard}>
        {texts.change(model + 1)}
      </legend>
      {layers.map((layer, k) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place
          key={k}
          role="group"
          aria-label={texts.layer(k + 1)}
          className={`${styles.layer} ${k > 0 ? styles.above : ''}`}
        >
          {layers.length > 1 && <strong>{texts.layer(k + 1)}</strong>}
          <LayerFields layer={layer} onChange={(changed) => put(layers.with(k, changed))} />
          {k > 0 && (
            <button type="button" onClick={() => put(layers.filter((_, other) => other !== k))}>
              {texts.removeLayer}
            </button>
          )}
        </div>
      ))}
      {layers.length < mostLayers && (
        <button type="button" onClick={() => put([...layers, { ...layers.at(-1)!, direction: 'forward' }])}>
          {texts.addLayer}
        </button>
      )}
      <AttentionFields net={net} onChange={onChange} />
      <Initial net={net} onChange={onChange} />
    </fieldset>
  )
}

/** Whether attention looks over the timesteps, and its size: that of the top layer at first. */
function AttentionFields({
  net,
  onChange,
}: {
  readonly net: Drawn
  readonly onChange: (net: Drawn) => void
}) {
  const { nets: texts } = useTexts()
  const { attention, ...without } = net
  return (
    <>
      <label className={settings.field}>
        {texts.attention}
        <input
          type="checkbox"
          checked={attention !== undefined}
          onChange={({ target }) =>
            onChange(target.checked ? { ...net, attention: net.layers.at(-1)!.units } : without)
          }
        />
      </label>
      {attention !== undefined && (
        <NumberField
          label={texts.attentionSize}
          value={attention}
          range={sizes}
          whole
          onChange={(n) => onChange({ ...net, attention: n })}
        />
      )}
    </>
  )
}

function LayerFields({
  layer,
  onChange,
}: {
  readonly layer: NetLayer
  readonly onChange: (layer: NetLayer) => void
}) {
  const { nets: texts } = useTexts()
  const { model, units, direction } = layer
  return (
    <>
      <CellChoice of={model} onChoose={(cell) => onChange({ ...layer, model: { cell } })} />
      <CellOptions
        model={model}
        className={settings.field!}
        onChange={(changed) => onChange({ ...layer, model: { ...model, ...changed } })}
      />
      <NumberField
        label={texts.units}
        value={units}
        range={sizes}
        whole
        onChange={(n) => onChange({ ...layer, units: n })}
      />
      <label className={settings.field}>
        {texts.direction}
        <select
          value={direction}
          onChange={({ target }) => onChange({ ...layer, direction: target.value as Direction })}
        >
          {(['forward', 'backward', 'both'] as const).map((each) => (
            <option key={each} value={each}>
              {texts.directions[each]}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

/** How the weights are drawn. */
function Initial({ net, onChange }: { readonly net: Drawn; readonly onChange: (net: Drawn) => void }) {
  const { nets: texts } = useTexts()
  const { scheme, forgetBias, ...rest } = net.init
  const gate = forgetBiasOf(net.layers[0]!.model)
  const put = (init: Drawn['init']) => onChange({ ...net, init })
  return (
    <div className={`${styles.layer} ${styles.above}`}>
      <label className={settings.field}>
        {texts.scheme}
        <select
          value={scheme}
          onChange={({ target }) => put({ ...net.init, scheme: target.value as (typeof schemes)[number] })}
        >
          {schemes.map((each) => (
            <option key={each} value={each}>
              {texts.schemes[each]}
            </option>
          ))}
        </select>
      </label>
      {gate !== undefined && (
        <label className={settings.field}>
          {texts.forgetBias(gate)}
          <select
            value={forgetBias === undefined ? '' : String(forgetBias)}
            onChange={({ target }) =>
              put({ scheme, ...rest, ...(target.value === '' ? {} : { forgetBias: Number(target.value) }) })
            }
          >
            <option value="">{texts.asDrawn}</option>
            {[...new Set([-2, -1, 0, 1, 2, 3, 5, ...(forgetBias === undefined ? [] : [forgetBias])])].map(
              (each) => (
                <option key={each} value={String(each)}>
                  {String(each).replace('-', '−')}
                </option>
              ),
            )}
          </select>
        </label>
      )}
    </div>
  )
}
