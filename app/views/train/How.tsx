/** How all nets learn: optimiser, rate, clipping, batches, and when it ends. */
import { fieldsOf, optimizerKinds } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { NumberField } from './NumberField.tsx'
import styles from './Settings.module.css'
import { ranges, type Setup } from './setup.ts'
import { useTexts } from './texts.ts'

/** A parameter of the link; nothing where it is as usual. */
const text = (value: number | string, usually: number | string | null) =>
  value === usually ? null : String(value)

export function How({ setup }: { readonly setup: Setup }) {
  const { how: texts } = useTexts()
  const words = useWords()
  const { optimizer, lr, norm, epochs, batch } = setup
  const summary = words.list([
    `${texts.optimizers[optimizer]} ${lr}`,
    ...(norm === null ? [] : [texts.clipped(String(norm))]),
    texts.ofEpochs(String(epochs)),
    batch === 'full' ? texts.allAtOnce : texts.perUpdate(String(batch)),
  ])
  return (
    <section className={styles.section} aria-labelledby="train-how">
      <h3 id="train-how">{texts.title}</h3>
      <Disclosure part="how" name={summary} className={styles.how}>
        {() => <Fields setup={setup} />}
      </Disclosure>
    </section>
  )
}

function Fields({ setup }: { readonly setup: Setup }) {
  const session = useSession()
  const { how: texts } = useTexts()
  const { usual } = setup
  const { optimizer, lr, momentum, decay, norm, seed, precision, patience } = setup
  const say = session.changeParams
  return (
    <>
      <label className={ui.field}>
        {texts.optimizer}
        <select
          value={optimizer}
          onChange={({ target }) => say({ optimizer: text(target.value, usual.optimizer), momentum: null })}
        >
          {optimizerKinds.map((each) => (
            <option key={each} value={each}>
              {texts.optimizers[each]}
            </option>
          ))}
        </select>
      </label>
      <NumberField
        label={texts.lr}
        value={lr}
        range={ranges.lr}
        onChange={(n) => say({ lr: text(n, usual.lr) })}
      />
      {'momentum' in fieldsOf(optimizer) && (
        <NumberField
          label={texts.momentum}
          value={momentum}
          range={ranges.momentum}
          onChange={(n) => say({ momentum: text(n, usual.momentum) })}
        />
      )}
      <NumberField
        label={texts.decay}
        value={decay}
        range={ranges.decay}
        onChange={(n) => say({ decay: text(n, usual.decay) })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={norm !== null}
          onChange={({ target }) =>
            say({
              norm: target.checked ? (usual.norm === null ? '1' : null) : usual.norm === null ? null : 'none',
            })
          }
        />
        {texts.clips}
      </label>
      {norm !== null && (
        <NumberField
          label={texts.norm}
          value={norm}
          range={ranges.norm}
          onChange={(n) => say({ norm: text(n, usual.norm) })}
        />
      )}
      <Batches setup={setup} />
      <NumberField
        label={texts.seed}
        value={seed}
        range={ranges.seed}
        whole
        onChange={(n) => say({ start: text(n, usual.seed) })}
      />
      <NumberField
        label={texts.patience}
        value={patience}
        range={ranges.patience}
        whole
        onChange={(n) => say({ patience: text(n, 0) })}
      />
      <label className={ui.field}>
        {texts.precision}
        <select
          value={precision}
          onChange={({ target }) => say({ precision: text(target.value, usual.precision) })}
        >
          {(['float32', 'float64'] as const).map((each) => (
            <option key={each} value={each}>
              {texts.precisions[each]}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

/** How many sequences make an update, and how often all are seen. */
function Batches({ setup }: { readonly setup: Setup }) {
  const { changeParams: say } = useSession()
  const { how: texts } = useTexts()
  const { usual } = setup
  const { epochs, batch, shuffle } = setup
  return (
    <>
      <NumberField
        label={texts.epochs}
        value={epochs}
        range={ranges.epochs}
        whole
        onChange={(n) => say({ epochs: text(n, usual.epochs) })}
      />
      <label className={ui.field}>
        {texts.batch}
        <select
          value={batch === 'full' ? 'full' : 'some'}
          onChange={({ target }) =>
            say({ batch: text(target.value === 'full' ? 'full' : '20', usual.batch) })
          }
        >
          <option value="full">{texts.full}</option>
          <option value="some">{texts.some}</option>
        </select>
      </label>
      {batch !== 'full' && (
        <>
          <NumberField
            label={texts.some}
            value={batch}
            range={ranges.batch}
            whole
            onChange={(n) => say({ batch: text(n, usual.batch) })}
          />
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={shuffle}
              onChange={({ target }) =>
                say({ shuffle: target.checked === usual.shuffle ? null : target.checked ? 'yes' : 'no' })
              }
            />
            {texts.shuffle}
          </label>
        </>
      )}
    </>
  )
}
