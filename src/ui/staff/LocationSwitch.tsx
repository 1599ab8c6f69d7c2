import { SelectField } from '../kit/choice-fields.tsx'
import { useWords } from '../words/i18n.ts'
import { useChosenLocation } from './chosen-location.ts'
import { useMe } from './me.tsx'

/** Which location the screens are about. */
export default function LocationSwitch() {
  const me = useMe()
  const { t } = useWords()
  const [chosen, choose] = useChosenLocation()
  const all = { value: 'all', label: t('location.all') }
  return (
    <SelectField
      label={t('location.label')}
      hideLabel
      choices={[all, ...me.locations.map((one) => ({ value: one.id, label: one.name }))]}
      value={chosen ?? 'all'}
      onChange={(id: string | null) => choose(id === 'all' ? null : id)}
    />
  )
}
