import classes from './records.module.css'

interface ScaleFieldProps {
  label: string
  help?: string | undefined
  min: number
  max: number
  value: number | undefined
  onChange: (value: number | undefined) => void
}

/** Numbers in a row, as on paper: one press, no slider to aim at. Arrow keys move as in any group of radio buttons. */
export function ScaleField({ label, help, min, max, value, onChange }: ScaleFieldProps) {
  const steps = Array.from({ length: max - min + 1 }, (_none, index) => min + index)
  return (
    <fieldset className={classes.scale}>
      <legend>{label}</legend>
      {help && <p>{help}</p>}
      <div>
        {steps.map((step) => (
          <label key={step} data-chosen={step === value || undefined}>
            <input
              type="radio"
              name={label}
              value={step}
              checked={step === value}
              onChange={() => onChange(step)}
            />
            {step}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
