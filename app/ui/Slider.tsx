import { useId } from 'react'
import styles from './Slider.module.css'
import ui from './ui.module.css'

interface Props {
  readonly label: React.ReactNode
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly shown: string
  /** why it does not apply; then it is off */
  readonly off?: string | undefined
  readonly onValue: (value: number) => void
}

export function Slider({ label, value, min, max, step = 1, shown, off, onValue }: Props) {
  const reason = useId()
  return (
    <label className={styles.slide}>
      <span>
        <span>{label}</span> <b>{shown}</b>
      </span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={off !== undefined}
        aria-describedby={off === undefined ? undefined : reason}
        aria-valuetext={shown}
        onChange={(event) => onValue(Number(event.target.value))}
      />
      {off !== undefined && (
        <span id={reason} className={ui.hint}>
          {off}
        </span>
      )}
    </label>
  )
}
