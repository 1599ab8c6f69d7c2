import {
  Columns,
  MultiSelectField,
  NumberField,
  Stack,
  Text,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import { alertOf, isAlarming, withAlert } from './alert-rule.ts'
import type { EditorProps } from './ItemPanel.tsx'

const NUMBERS = ['integer', 'decimal', 'quantity']

/** Can an answer of this kind raise an alert? */
export const canAlarm = (type: string) => ['choice', 'open-choice', 'boolean', ...NUMBERS].includes(type)

/** Which answers somebody of the team must look at the same day. */
export function AlertEditor({ item, onChange }: EditorProps) {
  const { t } = useWords('intake')
  const rule = alertOf(item)
  const choices =
    item.type === 'boolean'
      ? ['true', 'false'].map((value) => ({ value, label: t(value === 'true' ? 'staff.yes' : 'staff.no') }))
      : (item.answerOption ?? []).map((option) => {
          const { code, display } = option.valueCoding ?? {}
          const value = String(code ?? display ?? option.valueString ?? option.valueInteger ?? '')
          return { value, label: display ?? value }
        })
  const number = (name: 'atLeast' | 'atMost') => (
    <NumberField
      label={t(`builder.alert.${name}`)}
      value={rule[name]}
      onChange={(value: number | null) => onChange(withAlert(item, { [name]: value }))}
    />
  )
  return (
    <Stack>
      <Text tone="soft" size="small">
        {t('builder.alert.about')}
      </Text>
      {NUMBERS.includes(item.type) ? (
        <Columns>
          {number('atLeast')}
          {number('atMost')}
        </Columns>
      ) : (
        <MultiSelectField
          label={t('builder.alert.is')}
          value={rule.is}
          choices={choices}
          onChange={(is: string[]) => onChange(withAlert(item, { is }))}
        />
      )}
      {isAlarming(item) && (
        <TextField
          label={t('builder.alert.text')}
          help={t('builder.alert.textHelp')}
          value={rule.text}
          onChange={(text: string) => onChange(withAlert(item, { text }))}
        />
      )}
    </Stack>
  )
}
