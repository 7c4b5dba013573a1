/** The network of experiment 6a: one of its two blocks, and where its 156 weights stand. */
import { classes, symbols } from '../../../src/index.ts'
import ui from '../../ui/ui.module.css'
import styles from './Network.module.css'
import { type Texts, useTexts } from './texts.ts'

const blocks = [1, 2]
const cells = [1, 2, 3, 4]

export function Network() {
  const texts = useTexts()
  return (
    <>
      <p>{texts.netText}</p>
      <p className={styles.sum}>{texts.netSum}</p>
      <div className={styles.figures}>
        <Block texts={texts} />
        <WeightMap texts={texts} />
      </div>
    </>
  )
}

/** Heights of the two cells of the drawing, and of the gates between them. */
const [upper, middle, lower] = [70, 150, 230]
/** What stands where from left to right: 17 weights, g, the product with the input gate, s, h, the product with the output gate. */
const at = { from: 4, g: 72, enters: 148, s: 240, h: 332, leaves: 408, end: 452 }

function Block({ texts }: { readonly texts: Texts }) {
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={texts.net}>
      <svg className={styles.block} viewBox="0 -6 560 312" role="img" aria-label={texts.blockLabel}>
        <defs>
          <marker
            id="paper-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {[upper, lower].map((y, v) => (
          <g key={y}>
            <Arrow d={`M${at.from} ${y}H${at.g - 24}`} />
            <text x={at.from + 18} y={y - 8}>
              17
            </text>
            <Arrow d={`M${at.g + 20} ${y}H${at.enters - 15}`} />
            <Arrow d={`M${at.enters + 13} ${y}H${at.s - 28}`} />
            <Arrow d={`M${at.s + 24} ${y}H${at.h - 24}`} />
            <Arrow d={`M${at.h + 20} ${y}H${at.leaves - 15}`} />
            <Arrow d={`M${at.leaves + 13} ${y}H${at.end}`} />
            {/* a cell hands its state to itself */}
            <Arrow
              d={
                v === 0
                  ? `M${at.s + 14} ${y - 20}C${at.s + 44} ${y - 72} ${at.s - 44} ${y - 72} ${at.s - 14} ${y - 22}`
                  : `M${at.s + 14} ${y + 20}C${at.s + 44} ${y + 72} ${at.s - 44} ${y + 72} ${at.s - 14} ${y + 22}`
              }
            />
            <text className={styles.strong} x={at.s + 54} y={v === 0 ? y - 40 : y + 52}>
              × 1
            </text>
            <Disc x={at.g} y={y} letter="g" />
            <Disc x={at.h} y={y} letter="h" />
            <Product x={at.enters} y={y} />
            <Product x={at.leaves} y={y} />
            <rect className={styles.state} x={at.s - 24} y={y - 20} width="48" height="40" rx="6" />
            <text className={styles.math} x={at.s} y={y + 5}>
              s
            </text>
            <text className={styles.start} x={at.end + 8} y={y + 5}>
              {texts.cell(v + 1)}
            </text>
          </g>
        ))}
        {(['enters', 'leaves'] as const).map((name) => (
          <g key={name}>
            <Arrow d={`M${at[name]} ${middle - 18}V${upper + 14}`} />
            <Arrow d={`M${at[name]} ${middle + 18}V${lower - 14}`} />
            <Arrow d={`M${at[name] - 68} ${middle}H${at[name] - 20}`} />
            <text x={at[name] - 46} y={middle - 8}>
              17
            </text>
            <circle className={styles.gate} cx={at[name]} cy={middle} r="18" />
            <text className={styles.math} x={at[name]} y={middle + 5}>
              σ
            </text>
            <text className={styles.start} x={at[name] + 24} y={middle + 5}>
              {name === 'enters' ? texts.inputGate : texts.outputGate}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}

const Arrow = ({ d }: { readonly d: string }) => (
  <path data-part="way" className={styles.way} d={d} markerEnd="url(#paper-arrow)" />
)

function Disc({ x, y, letter }: { readonly x: number; readonly y: number; readonly letter: string }) {
  return (
    <>
      <circle className={styles.unit} cx={x} cy={y} r="18" />
      <text className={styles.math} x={x} y={y + 5}>
        {letter}
      </text>
    </>
  )
}

function Product({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <>
      <circle className={styles.product} cx={x} cy={y} r="11" />
      <path
        className={styles.cross}
        d={`M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x - 5} ${y + 5}L${x + 5} ${y - 5}`}
      />
    </>
  )
}

function Name({ letter, n }: { readonly letter: string; readonly n: number }) {
  return (
    <>
      {letter}
      <sub>{n}</sub>
    </>
  )
}

/** A square a weight. */
function WeightMap({ texts }: { readonly texts: Texts }) {
  const { cell, inputGate, outputGate, bias } = texts.sources
  const of = (letter: string, numbers: readonly number[]) =>
    numbers.map((n) => ({ key: `${letter}${n}`, letter, n }))
  const units = [...of(cell, cells), ...of(inputGate, blocks), ...of(outputGate, blocks)]
  return (
    <div>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={texts.mapLabel}>
        <table className={styles.map}>
          <thead>
            <tr>
              <td />
              <th scope="colgroup" colSpan={symbols.length}>
                {texts.groups.inputs}
              </th>
              <th scope="colgroup" colSpan={units.length}>
                {texts.groups.units}
              </th>
              <th scope="col">{texts.groups.bias}</th>
            </tr>
            <tr>
              <th scope="col">{texts.mapUnits}</th>
              {symbols.map((symbol) => (
                <th key={symbol} scope="col">
                  {symbol}
                </th>
              ))}
              {units.map((unit, i) => (
                <th key={unit.key} scope="col" className={i === 0 ? styles.first : undefined}>
                  <Name letter={unit.letter} n={unit.n} />
                </th>
              ))}
              <th scope="col" className={styles.first}>
                {bias}
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.key}>
                <th scope="row">
                  <Name letter={unit.letter} n={unit.n} />
                </th>
                {symbols.map((symbol) => (
                  <td key={symbol}>
                    <i />
                  </td>
                ))}
                {units.map((source, i) => (
                  <td key={source.key} className={i === 0 ? styles.first : undefined}>
                    <i />
                  </td>
                ))}
                <td className={styles.first}>{unit.letter === inputGate ? <b>−{2 * unit.n}</b> : <i />}</td>
              </tr>
            ))}
          </tbody>
          <tbody>
            <tr>
              <th scope="col">{texts.mapOutputs}</th>
              <td colSpan={symbols.length + units.length + 1} />
            </tr>
            {classes.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td colSpan={symbols.length} />
                {units.map((source, i) => (
                  <td key={source.key} className={i === 0 ? styles.first : undefined}>
                    {source.letter === cell && <i />}
                  </td>
                ))}
                <td className={styles.first}>
                  <i />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={ui.hint}>{texts.mapHint}</p>
    </div>
  )
}
