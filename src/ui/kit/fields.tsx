export {
  CheckField,
  MultiSelectField,
  RadioField,
  SegmentField,
  SelectField,
  SwitchField,
} from './choice-fields.tsx'
export { BirthDayField, DayField, FileField, TimeField } from './date-fields.tsx'
export type { Choice, FieldProps } from './field-props.ts'
export { DigitsField, MoneyField, NumberField } from './number-fields.tsx'
export { PasswordField, TextArea, TextField } from './text-fields.tsx'
