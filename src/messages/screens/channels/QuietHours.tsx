import type { Returns } from '../../../ui/api/index.ts'
import {
  Button,
  IconButton,
  Row,
  SelectField,
  Stack,
  Text,
  TimeField,
  useWords,
} from '../../../ui/kit/index.ts'

export type QuietRow = Returns<'GET /message-channels'>['quietHours'][number]

const CHANNELS = ['email', 'sms', 'portal'] as const
const PURPOSES = ['care', 'reminder', 'billing', 'recall', 'review', 'marketing'] as const

/** Wall-clock hours of the client in which nothing goes out; a line for a purpose or channel goes before the general one. */
export function QuietHours({ rows, onChange }: { rows: QuietRow[]; onChange: (rows: QuietRow[]) => void }) {
  const { t } = useWords('messages')
  const change = (index: number, part: Partial<QuietRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  return (
    <Stack>
      <Text>{t('channels.quiet')}</Text>
      <Text size="small" tone="soft">
        {t('channels.quietHelp')}
      </Text>
      {rows.map((row, index) => (
        <Row key={index} align="end">
          <SelectField
            label={t('purpose')}
            value={row.purpose ?? 'any'}
            onChange={(next: string | null) =>
              change(index, { purpose: (next === 'any' ? null : next) as QuietRow['purpose'] })
            }
            choices={[
              { value: 'any', label: t('ledger.anyPurpose') },
              ...PURPOSES.map((value) => ({ value, label: t(`purposeOf.${value}`) })),
            ]}
          />
          <SelectField
            label={t('channel')}
            value={row.channel ?? 'any'}
            onChange={(next: string | null) =>
              change(index, { channel: (next === 'any' ? null : next) as QuietRow['channel'] })
            }
            choices={[
              { value: 'any', label: t('ledger.anyChannel') },
              ...CHANNELS.map((value) => ({ value, label: t(`channelOf.${value}`) })),
            ]}
          />
          <TimeField
            label={t('channels.quietFrom')}
            value={row.from}
            onChange={(from: string) => change(index, { from })}
          />
          <TimeField
            label={t('channels.quietUntil')}
            value={row.until}
            onChange={(until: string) => change(index, { until })}
          />
          <IconButton
            icon="remove"
            label={t('channels.quietRemove')}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          />
        </Row>
      ))}
      <div>
        <Button
          small
          icon="add"
          onClick={() =>
            onChange([...rows, { channel: null, purpose: 'reminder', from: '21:00', until: '08:00' }])
          }
        >
          {t('channels.quietAdd')}
        </Button>
      </div>
    </Stack>
  )
}
