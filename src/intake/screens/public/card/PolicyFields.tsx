import { SelectField, TextField, useWords } from '../../../../ui/public/index.ts'

export interface TypedPolicy {
  payerName: string
  memberId: string
  groupNumber: string
  relation: 'self' | 'spouse' | 'child' | 'other'
  givenName: string
  familyName: string
  bornOn: string
}

export const emptyPolicy: TypedPolicy = {
  payerName: '',
  memberId: '',
  groupNumber: '',
  relation: 'self',
  givenName: '',
  familyName: '',
  bornOn: '',
}

interface PolicyFieldsProps {
  value: TypedPolicy
  payers: string[]
  onChange: (value: TypedPolicy) => void
  isChecked: boolean
}

/** What stands on the card; known facts are there already, to be looked over. */
export function PolicyFields({ value, payers, onChange, isChecked }: PolicyFieldsProps) {
  const { t } = useWords('intake')
  const set = (key: keyof TypedPolicy) => (text: string) => onChange({ ...value, [key]: text })
  const lacks = (text: string) => (isChecked && text.trim() === '' ? t('card.required') : null)
  return (
    <>
      <TextField
        label={t('card.payer')}
        help={payers.length > 0 ? t('card.payerHelp', { payers: payers.slice(0, 3).join(', ') }) : undefined}
        required
        maxLength={120}
        value={value.payerName}
        onChange={set('payerName')}
        error={lacks(value.payerName)}
      />
      <TextField
        label={t('card.memberId')}
        help={t('card.memberHelp')}
        required
        maxLength={80}
        value={value.memberId}
        onChange={set('memberId')}
        error={lacks(value.memberId)}
      />
      <TextField
        label={t('card.group')}
        maxLength={50}
        value={value.groupNumber}
        onChange={set('groupNumber')}
      />
      <SelectField
        label={t('card.relationTitle')}
        chosen
        choices={(['self', 'spouse', 'child', 'other'] as const).map((each) => ({
          value: each,
          label: t(`card.relation.${each}`),
        }))}
        value={value.relation}
        onChange={set('relation')}
      />
      {value.relation !== 'self' && (
        <>
          <TextField
            label={t('card.holderGiven')}
            maxLength={100}
            value={value.givenName}
            onChange={set('givenName')}
          />
          <TextField
            label={t('card.holderFamily')}
            required
            maxLength={100}
            value={value.familyName}
            onChange={set('familyName')}
            error={lacks(value.familyName)}
          />
          <TextField label={t('card.holderBorn')} type="date" value={value.bornOn} onChange={set('bornOn')} />
        </>
      )}
    </>
  )
}
