/** One net, changed: its layers with their cells, units and directions, its attention, and how its weights are drawn. */
import { forgetBiasOf, limits, schemes } from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { LayerFields } from '../../parts/cell/LayerFields.tsx'
import ui from '../../ui/ui.module.css'
import styles from './Nets.module.css'
import { NumberField } from './NumberField.tsx'
import { mostLayers, type Net, type NetLayer } from './nets.ts'
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
  return (
    <fieldset data-part="net-editor" className={styles.editor}>
      <legend data-part="heard" className={ui.heard}>
        {texts.change(model + 1)}
      </legend>
      <LayerFields
        layers={layers}
        most={{ layers: mostLayers, units: limits.size }}
        directed
        onChange={(next) => onChange({ ...net, layers: next as readonly NetLayer[] })}
      />
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
      <label className={ui.field}>
        {texts.attention}
        <input
          type="checkbox"
          checked={attention !== undefined}
          onChange={({ target }) =>
            onChange(target.checked ? { ...net, attention: net.layers.at(-1)!.hiddenSize } : without)
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

/** How the weights are drawn. */
function Initial({ net, onChange }: { readonly net: Drawn; readonly onChange: (net: Drawn) => void }) {
  const { nets: texts } = useTexts()
  const { scheme, forgetBias, ...rest } = net.init
  const gate = forgetBiasOf(net.layers[0]!)
  const put = (init: Drawn['init']) => onChange({ ...net, init })
  return (
    <div className={`${styles.layer} ${styles.above}`}>
      <label className={ui.field}>
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
        <label className={ui.field}>
          <span>
            <Words text={texts.forgetBias(gate)} />
          </span>
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
