import { useRef, useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  notify,
  Panel,
  Row,
  SelectField,
  Stack,
  SwitchField,
  Text,
  TextField,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientPick } from './ClientPick.tsx'
import { clockOf, minutesOf } from './duration.ts'

interface QuickEntryProps {
  staffId: string
  days: string[]
  today: string
}

/** One line of the sheet: client, what, how long, Enter; the client and the day stay for the next one. */
export function QuickEntry({ staffId, days, today }: QuickEntryProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const add = useAct('POST /time-entries')
  const [clientId, setClientId] = useState<string | null>(null)
  const [episodeId, setEpisodeId] = useState<string | null>(null)
  const [day, setDay] = useState(days.includes(today) ? today : days[0]!)
  const [narrative, setNarrative] = useState('')
  const [typed, setTyped] = useState('')
  const [isBillable, setIsBillable] = useState(true)
  const [tried, setTried] = useState(false)
  const line = useRef<HTMLDivElement>(null)
  const episodes = useApi(
    'GET /clients/{id}/open-episodes',
    { id: clientId ?? '' },
    { when: clientId !== null },
  )
  const chooseClient = (id: string | null) => {
    setClientId(id)
    setEpisodeId(null)
  }
  const minutes = minutesOf(typed)
  const save = async () => {
    setTried(true)
    if (!clientId || !minutes || !narrative.trim()) return
    try {
      await add.do({ staffId, clientId, episodeId, workedOn: day, minutes, narrative, isBillable })
      setNarrative('')
      setTyped('')
      setTried(false)
      line.current?.querySelector<HTMLInputElement>('input[name="narrative"]')?.focus()
    } catch (error) {
      notify.problem(error)
    }
  }
  const matters = episodes.data?.items ?? []
  return (
    <Panel>
      <div
        ref={line}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || (event.target as HTMLElement).getAttribute('role') === 'combobox')
            return
          if ((event.target as HTMLElement).tagName !== 'INPUT') return
          event.preventDefault()
          void save()
        }}
      >
        <Stack>
          <Columns of={matters.length > 0 ? 5 : 4}>
            <ClientPick
              value={clientId}
              onChange={chooseClient}
              error={tried && !clientId ? t('clientMissing') : undefined}
            />
            {matters.length > 0 && (
              <SelectField
                label={t('time.episode')}
                clearable
                value={episodeId}
                onChange={setEpisodeId}
                choices={matters.map((one) => ({ value: one.id, label: one.title }))}
              />
            )}
            <TextField
              name="narrative"
              label={t('time.what')}
              value={narrative}
              onChange={setNarrative}
              error={tried && !narrative.trim() ? t('time.whatMissing') : undefined}
            />
            <SelectField
              label={t('time.day')}
              value={day}
              onChange={(value: string | null) => value && setDay(value)}
              choices={days
                .filter((one) => one <= today)
                .map((one) => ({ value: one, label: format.day(one, 'weekday') }))}
            />
            <TextField
              name="length"
              label={t('time.length')}
              placeholder="1:30"
              value={typed}
              onChange={setTyped}
              error={tried && !minutes ? t('time.lengthMissing') : undefined}
            />
          </Columns>
          <Row justify="between">
            <Row>
              <SwitchField label={t('time.isBillable')} value={isBillable} onChange={setIsBillable} />
              <Text tone="soft" size="small">
                {minutes ? t('time.reads', { clock: clockOf(minutes) }) : t('time.how')}
              </Text>
            </Row>
            <Button kind="main" icon="add" busy={add.busy} onClick={save}>
              {t('time.add')}
            </Button>
          </Row>
        </Stack>
      </div>
    </Panel>
  )
}
