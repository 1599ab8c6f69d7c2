import { NumberInput, PinInput } from '@mantine/core'
import { useMeIfAny } from '../staff/me.tsx'
import { minorUnits } from '../words/format.ts'
import { common, tell, type FieldProps } from './field-props.ts'
import { useFormat } from './values.tsx'

// What ends in zeros ('45.00') comes as text, so that the field keeps them.
function numberOf(value: number | string): number | null {
  const number = typeof value === 'number' ? value : Number.parseFloat(value)
  return Number.isFinite(number) ? number : null
}

/** A number, or null when empty. */
export function NumberField(
  props: FieldProps<number | null> & { min?: number; max?: number; unit?: string; step?: number },
) {
  return (
    <NumberInput
      {...common(props)}
      {...(props.min === undefined ? {} : { min: props.min })}
      {...(props.max === undefined ? {} : { max: props.max })}
      step={props.step ?? 1}
      suffix={props.unit ? ` ${props.unit}` : undefined}
      value={(props.value as number | null) ?? ''}
      onChange={(value) => tell(props, numberOf(value))}
    />
  )
}

/** An amount in integer minor units, typed in major ones. */
export function MoneyField(props: FieldProps<number | null> & { currency?: string }) {
  const me = useMeIfAny()
  const format = useFormat()
  const currency = props.currency ?? me?.practice.currency ?? 'USD'
  const units = minorUnits(currency)
  const separator = format.number(1.5).includes(',') ? ',' : '.'
  const minor = props.value as number | null | undefined
  return (
    <NumberInput
      {...common(props)}
      decimalScale={Math.round(Math.log10(units))}
      fixedDecimalScale
      decimalSeparator={separator}
      thousandSeparator={separator === ',' ? '.' : ','}
      suffix={` ${currency}`}
      hideControls
      value={minor === null || minor === undefined ? '' : minor / units}
      onChange={(value) => {
        const number = numberOf(value)
        tell(props, number === null ? null : Math.round(number * units))
      }}
    />
  )
}

/** Six digits of a second factor. */
export function DigitsField(props: FieldProps<string> & { onComplete?: (code: string) => void }) {
  return (
    <PinInput
      length={6}
      type="number"
      oneTimeCode
      size="md"
      autoFocus={props.autoFocus}
      getInputProps={(index) => ({ 'aria-label': `${props.label} ${index + 1}` })}
      value={(props.value as string) ?? ''}
      error={Boolean(props.error)}
      onChange={(value) => tell(props, value)}
      onComplete={props.onComplete}
    />
  )
}
