interface Props {
  readonly label: React.ReactNode
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly shown: string
  readonly disabled?: boolean
  readonly onValue: (value: number) => void
}

export function Slider({ label, value, min, max, step = 1, shown, disabled = false, onValue }: Props) {
  return (
    <label className="slide">
      <span>
        <span>{label}</span> <b>{shown}</b>
      </span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={shown}
        onChange={(event) => onValue(Number(event.target.value))}
      />
    </label>
  )
}
