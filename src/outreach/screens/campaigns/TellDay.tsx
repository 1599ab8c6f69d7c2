import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  DayField,
  Dialog,
  Notice,
  Row,
  SelectField,
  Stack,
  Text,
  TextArea,
  TextField,
  notify,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from './campaigns.module.css'
import { ReachLine } from './Segment.tsx'

interface TellDayProps {
  day: string
  onClose: () => void
  onSent: (campaignId: string) => void
}

const MOST_SHOWN = 200

/** Something to everybody who has a visit on a day ("we close at noon"): who that is stands below before it is sent. */
export function TellDay({ day: first, onClose, onSent }: TellDayProps) {
  const { t, language } = useWords('outreach')
  const format = useFormat()
  const staff = useApi('GET /staff', {})
  const create = useAct('POST /campaigns')
  const start = useAct('POST /campaigns/{id}/start')
  const [day, setDay] = useState<string | null>(first)
  const [practitionerId, setPractitionerId] = useState<string | null>(null)
  const [headline, setHeadline] = useState('')
  const [text, setText] = useState('')
  const segment = [
    { is: 'visits_on' as const, day: day ?? first, practitionerIds: practitionerId ? [practitionerId] : [] },
  ]
  const preview = useApi(
    'GET /segments/preview',
    { conditions: JSON.stringify(segment), purpose: 'care', show: MOST_SHOWN },
    { when: day !== null, keep: true },
  )
  const willHear = preview.data?.reach?.willHear ?? 0
  const isWritten = headline.trim() !== '' && text.trim() !== ''
  const send = async () => {
    const words = { headline, text, shortText: text.slice(0, 300) }
    const made = await create.do({
      name: `${headline.slice(0, 60)} (${format.day(day ?? first)})`,
      kind: 'broadcast',
      purpose: 'care',
      startsWith: null,
      segment,
      goal: 'none',
      again: 'once',
      steps: [{ afterDays: 0, atTime: '09:00', withLink: false, texts: { [language]: words } }],
      perMinute: 60,
    })
    await start.do({ id: made.id })
    notify.done(t('tell.sent', { count: willHear }))
    onSent(made.id)
  }
  return (
    <Dialog open onClose={onClose} title={t('tell.title')} size="large">
      <Stack>
        <Columns of={2}>
          <DayField label={t('tell.day')} required value={day} onChange={setDay} />
          <SelectField
            label={t('tell.with')}
            clearable
            placeholder={t('tell.anybody')}
            value={practitionerId}
            choices={(staff.data?.items ?? [])
              .filter(({ isPractitioner }) => isPractitioner)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setPractitionerId}
          />
        </Columns>
        <TextField
          label={t('campaigns.headline')}
          required
          maxLength={120}
          value={headline}
          onChange={(next: string) => setHeadline(next)}
        />
        <TextArea
          label={t('tell.words')}
          help={t('tell.wordsHelp')}
          required
          maxLength={5000}
          value={text}
          onChange={(next: string) => setText(next)}
        />
        <Await read={preview}>
          {({ count, some, reach }) => (
            <div role="status">
              <Text tone="strong">{t('campaigns.fits', { count, number: format.number(count) })}</Text>
              {reach && count > 0 && <ReachLine reach={reach} purpose="care" />}
              {some.length > 0 && (
                <ul className={classes.receivers} aria-label={t('tell.who')} tabIndex={0}>
                  {some.map(({ id, name }) => (
                    <li key={id}>{name}</li>
                  ))}
                </ul>
              )}
            </div>
          )}
        </Await>
        <Notice of={create.error ?? start.error} />
        <Row justify="end">
          <Button onClick={onClose}>{t('tell.cancel')}</Button>
          <Button
            kind="main"
            icon="send"
            busy={create.busy || start.busy}
            disabled={!isWritten || willHear === 0}
            onClick={() => void send().catch(() => {})}
          >
            {t('tell.send', { count: willHear })}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
