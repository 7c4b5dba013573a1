/** Complex numbers on the plane, with the unit circle: inside it powers vanish, outside they explode. */
import { useMemo } from 'react'
import { type Complex, fullValue, modulus, numberText } from '../../src/index.ts'
import { Sized } from '../ui/Sized.tsx'
import type { Span } from './axis.ts'
import { Frame, type Ground } from './Frame.tsx'
import { placeOf } from './marks.tsx'
import styles from './Plane.module.css'
import squareStyles from './square.module.css'

interface Props {
  readonly numbers: readonly Complex[]
  readonly label: string
}

const imaginary = (_: number, usual: string) => `${usual}i`

export function Plane({ numbers, label }: Props) {
  const most = Math.max(1.1, ...numbers.map(modulus).filter(Number.isFinite)) * 1.08
  const re = useMemo((): Span => ({ low: -most, high: most, name: '' }), [most])
  const im = useMemo((): Span => ({ ...re, text: imaginary }), [re])
  return (
    <Sized className={squareStyles.square}>
      {(box) => (
        <Frame box={box} x={re} y={im} even label={label}>
          {(ground) => (
            <>
              <UnitCircle ground={ground} />
              <Numbers ground={ground} numbers={numbers} />
            </>
          )}
        </Frame>
      )}
    </Sized>
  )
}

function UnitCircle({ ground: { x, y, left, right, top, bottom } }: { readonly ground: Ground }) {
  const [cx, cy] = [x.at(0)!, y.at(0)!]
  return (
    <>
      <path className={styles.axes} d={`M${left} ${cy}H${right}M${cx} ${top}V${bottom}`} />
      <circle className={styles.unit} cx={cx} cy={cy} r={x.at(1)! - cx} />
    </>
  )
}

function Numbers({ ground, numbers }: { readonly ground: Ground; readonly numbers: readonly Complex[] }) {
  return numbers.map((each, i) => {
    const place = placeOf(ground, [each.re, each.im])
    return place ? (
      <circle
        // biome-ignore lint/suspicious/noArrayIndexKey: an eigenvalue is its place in the order
        key={i}
        className={styles.eigenvalue}
        data-value={fullValue(modulus(each))}
        cx={place[0]}
        cy={place[1]}
        r={3}
      >
        <title>{`${numberText(each.re, 3)} + ${numberText(each.im, 3)}i`}</title>
      </circle>
    ) : null
  })
}
