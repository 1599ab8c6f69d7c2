import { useState } from 'react'
import type { Returns, Takes } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  Dialog,
  Notice,
  NumberField,
  RadioField,
  Row,
  SelectField,
  Stack,
  TextArea,
  TimeField,
  notify,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Appointment } from '../use-visit-acts.ts'
import { wallOf } from '../zone.ts'
import { LookedRows } from './LookedRows.tsx'
import { useChoices } from './use-choices.ts'

type Look = Returns<'POST /series/{id}/changes/preview'>
type Change = Takes<'POST /series/{id}/changes'>['change']
type Scope = 'this' | 'following' | 'all'

interface ChangeSeriesDialogProps {
  act: 'change' | 'cancel'
  visit: Appointment
  onClose: () => void
}

/** Change or cancel this, this and the following, or all visits of a series. */
export function ChangeSeriesDialog({ act, visit, onClose }: ChangeSeriesDialogProps) {
  const { t } = useWords('scheduling')
  const [scope, setScope] = useState<Scope>('following')
  const scopes = (
    <RadioField
      label={t('series.which')}
      choices={(['this', 'following', 'all'] as const).map((one) => ({
        value: one,
        label: t(`series.scope.${one}`),
      }))}
      value={scope}
      onChange={(next: string) => setScope(next as Scope)}
    />
  )
  const Body = act === 'change' ? ChangeForm : CancelForm
  return (
    <Dialog open onClose={onClose} title={t(`series.${act}Title`)}>
      <Body visit={visit} scope={scope} scopes={scopes} onClose={onClose} />
    </Dialog>
  )
}

interface BodyProps {
  visit: Appointment
  scope: Scope
  scopes: React.ReactNode
  onClose: () => void
}

function CancelForm({ visit, scope, scopes, onClose }: BodyProps) {
  const { t } = useWords('scheduling')
  const cancel = useAct('POST /series/{id}/cancellation')
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<unknown>(null)
  async function submit(): Promise<void> {
    try {
      const reach = { id: visit.seriesId!, from: visit.id, scope, by: 'practice' as const }
      await cancel.do({ ...reach, ...(reason.trim() ? { reason: reason.trim() } : {}) })
      notify.done(t('series.cancelled'))
      onClose()
    } catch (failed) {
      setRefusal(failed)
    }
  }
  return (
    <Stack>
      {scopes}
      <TextArea
        label={t('cancelWhy')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(text: string) => setReason(text)}
      />
      <Notice tone="info">{t('series.cancelHelp')}</Notice>
      {refusal !== null && <Notice tone="bad" of={refusal} />}
      <Row justify="end">
        <Button onClick={onClose}>{t('goBack')}</Button>
        <Button kind="danger" busy={cancel.busy} onClick={() => void submit()}>
          {t('series.cancelAct')}
        </Button>
      </Row>
    </Stack>
  )
}

function ChangeForm({ visit, scope, scopes, onClose }: BodyProps) {
  const { t } = useWords('scheduling')
  const service = useApi('GET /services/{id}', { id: visit.service.id })
  const preview = useAct('POST /series/{id}/changes/preview', { refresh: [] })
  const start = wallOf(visit.startsAt, visit.zone).slice(11)
  const [time, setTime] = useState(start)
  const [days, setDays] = useState(0)
  const [who, setWho] = useState(visit.practitioner?.id ?? '')
  const [look, setLook] = useState<Look | null>(null)
  const [refusal, setRefusal] = useState<unknown>(null)
  const change: Change = {
    ...(time && time !== start ? { time } : {}),
    ...(days === 0 ? {} : { days }),
    ...(who && who !== visit.practitioner?.id ? { practitionerId: who } : {}),
  }
  const wish = { id: visit.seriesId!, from: visit.id, scope, change }
  if (look)
    return (
      <ChangeLook wish={wish} look={look} zone={visit.zone} onBack={() => setLook(null)} onDone={onClose} />
    )
  return (
    <Stack>
      {scopes}
      <Columns of={2} gap="tight">
        <TimeField label={t('series.newTime')} value={time} onChange={(next: string) => setTime(next)} />
        <NumberField
          label={t('series.days')}
          min={-60}
          max={60}
          value={days}
          onChange={(next: number | null) => setDays(next ?? 0)}
        />
      </Columns>
      <SelectField
        label={t('practitionerWord')}
        choices={(service.data?.practitioners ?? []).map((one) => ({ value: one.id, label: one.name }))}
        value={who}
        onChange={(next: string | null) => setWho(next ?? '')}
      />
      <Notice tone="info">{t('series.changeHelp')}</Notice>
      {refusal !== null && <Notice tone="bad" of={refusal} />}
      <Row justify="end">
        <Button onClick={onClose}>{t('goBack')}</Button>
        <Button
          kind="main"
          busy={preview.busy}
          disabled={Object.keys(change).length === 0}
          onClick={() => {
            setRefusal(null)
            preview.do(wish).then(setLook, setRefusal)
          }}
        >
          {t('series.look')}
        </Button>
      </Row>
    </Stack>
  )
}

interface ChangeLookProps {
  wish: Omit<Takes<'POST /series/{id}/changes'>, 'rows'>
  look: Look
  zone: string
  onBack: () => void
  onDone: () => void
}

function ChangeLook({ wish, look, zone, onBack, onDone }: ChangeLookProps) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const act = useAct('POST /series/{id}/changes')
  const choices = useChoices()
  const [refusal, setRefusal] = useState<unknown>(null)
  const rows = look.rows.map((row) => ({ ...row, key: row.id }))
  const open = choices.open(rows)
  const count = choices.count(rows)
  async function submit(): Promise<void> {
    try {
      await act.do({ ...wish, rows: choices.list().map(({ key, ...choice }) => ({ id: key, ...choice })) })
      notify.done(t('series.changed', { count }))
      onDone()
    } catch (failed) {
      setRefusal(failed)
    }
  }
  return (
    <Stack>
      <LookedRows rows={rows} zone={zone} choices={choices} canForce={can('appointments.overlap')} />
      {refusal !== null && <Notice tone="bad" of={refusal} />}
      <Row justify="between">
        <Button icon="back" onClick={onBack}>
          {t('series.back')}
        </Button>
        <Button kind="main" busy={act.busy} disabled={open > 0 || count === 0} onClick={() => void submit()}>
          {open > 0 ? t('series.decide', { count: open }) : t('series.changeAct', { count })}
        </Button>
      </Row>
    </Stack>
  )
}
