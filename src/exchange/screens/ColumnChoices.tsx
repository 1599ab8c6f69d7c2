import {
  Columns,
  Heading,
  MultiSelectField,
  SelectField,
  Stack,
  TextField,
  useWords,
} from '../../ui/kit/index.ts'
import type { MapDraft } from './Mapping.tsx'

const CLIENT_FIELDS = [
  'givenName',
  'familyName',
  'fullName',
  'preferredName',
  'email',
  'phone',
  'bornOn',
  'notes',
] as const
const VISIT_FIELDS = [
  'startsAt',
  'day',
  'time',
  'endsAt',
  'endTime',
  'minutes',
  'service',
  'practitioner',
  'location',
  'price',
  'bookedAt',
  'notes',
] as const
type Part = Record<string, unknown>

interface ColumnChoicesProps {
  kind: 'appointments' | 'clients'
  map: MapDraft
  columns: string[]
  onChange: (map: MapDraft) => void
}

/** The usual part of a mapping: which column is what. What is said more exactly in the file is shown, and left alone. */
export function ColumnChoices({ kind, map, columns, onChange }: ColumnChoicesProps) {
  const { t } = useWords('exchange')
  const choices = columns.map((each) => ({ value: each, label: each }))
  const partOf = (name: 'client' | 'visit') => (map[name] ?? {}) as Part
  const setIn = (name: 'client' | 'visit', field: string, value: unknown) => {
    const { [field]: _before, ...rest } = partOf(name)
    onChange({ ...map, [name]: value === null || value === '' ? rest : { ...rest, [field]: value } })
  }
  const field = (name: 'client' | 'visit', key: string) => {
    const value = partOf(name)[key]
    const isExact = value !== undefined && typeof value !== 'string'
    return (
      <SelectField
        key={key}
        label={t(`field.${key}`)}
        clearable
        disabled={isExact}
        placeholder={isExact ? t('map.exact') : t('map.noColumn')}
        value={isExact ? null : ((value as string | undefined) ?? null)}
        choices={choices}
        onChange={(column: string | null) => setIn(name, key, column)}
      />
    )
  }
  return (
    <Stack>
      <Columns of={3}>
        <TextField
          label={t('map.source')}
          help={t('map.sourceHelp')}
          value={String(map['source'] ?? '')}
          onChange={(source: string) => onChange({ ...map, source })}
        />
        <TextField
          label={t('map.formats')}
          help={t('map.formatsHelp')}
          value={((map['formats'] as string[] | undefined) ?? []).join(' | ')}
          onChange={(text: string) =>
            onChange({
              ...map,
              formats: text
                .split('|')
                .map((each) => each.trim())
                .filter(Boolean),
            })
          }
        />
        <TextField
          label={t('map.zone')}
          help={t('map.zoneHelp')}
          disabled={typeof map['zone'] === 'object'}
          placeholder={typeof map['zone'] === 'object' ? t('map.exact') : ''}
          value={typeof map['zone'] === 'string' ? map['zone'] : ''}
          onChange={(zone: string) => {
            const { zone: _before, ...rest } = map
            onChange(zone === '' ? rest : { ...rest, zone })
          }}
        />
      </Columns>
      <Heading>{t('map.person')}</Heading>
      <MultiSelectField
        label={t('map.clientKey')}
        help={t('map.clientKeyHelp')}
        value={(partOf('client')['key'] as string[] | undefined) ?? []}
        choices={choices}
        onChange={(key: string[]) => setIn('client', 'key', key)}
      />
      <Columns of={4}>{CLIENT_FIELDS.map((key) => field('client', key))}</Columns>
      {kind === 'appointments' && (
        <>
          <Heading>{t('map.visit')}</Heading>
          <MultiSelectField
            label={t('map.visitKey')}
            help={t('map.visitKeyHelp')}
            value={(partOf('visit')['key'] as string[] | undefined) ?? []}
            choices={choices}
            onChange={(key: string[]) => setIn('visit', 'key', key.length > 0 ? key : null)}
          />
          <Columns of={4}>{VISIT_FIELDS.map((key) => field('visit', key))}</Columns>
        </>
      )}
    </Stack>
  )
}
