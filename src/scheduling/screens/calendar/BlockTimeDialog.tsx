import { useAct } from '../../../ui/api/index.ts'
import {
  Columns,
  Dialog,
  Form,
  Stack,
  Text,
  TextField,
  TimeField,
  notify,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { FreeGap } from '../waitlist/FitsGap.tsx'
import { instantOf, wallOf } from '../zone.ts'

interface BlockTimeProps {
  gap: FreeGap
  who: string
  onClose: () => void
}

const USUAL_MS = 30 * 60_000

/** Blocks a part of somebody's day, with ten seconds to take it back. */
export function BlockTimeDialog({ gap, who, onClose }: BlockTimeProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const block = useAct('POST /blocked-time', { refresh: ['GET /calendar', 'GET /availability'] })
  const free = useAct('DELETE /blocked-time/{id}', { refresh: ['GET /calendar', 'GET /availability'] })
  const start = wallOf(gap.startsAt, gap.zone)
  const day = start.slice(0, 10)
  const usualEnd = Math.min(Date.parse(gap.startsAt) + USUAL_MS, Date.parse(gap.endsAt))
  const form = useFields({
    initial: { from: start.slice(11, 16), to: wallOf(usualEnd, gap.zone).slice(11, 16), note: '' },
  })
  return (
    <Dialog open onClose={onClose} title={t('cal.block.title', { name: who })} size="small">
      <Form
        form={form}
        submit={t('cal.block.act')}
        onCancel={onClose}
        onSubmit={async ({ from, to, note }) => {
          const { timeOff, affected } = await block.do({
            practitionerId: gap.practitionerId,
            startsAt: instantOf(`${day}T${from}`, gap.zone),
            endsAt: instantOf(`${day}T${to}`, gap.zone),
            note: note.trim() || null,
          })
          const times = format.wallRange(`${day}T${from}`, `${day}T${to}`)
          notify.undo(t('cal.block.done', { name: who, times }), () => free.do({ id: timeOff.id }))
          if (affected.length > 0) notify.info(t('cal.block.affected', { count: affected.length }))
          onClose()
        }}
      >
        <Stack gap="tight">
          <Text tone="soft">{format.day(day, 'long')}</Text>
          <Columns of={2}>
            <TimeField label={t('from')} required {...form.field('from')} />
            <TimeField label={t('to')} required {...form.field('to')} />
          </Columns>
          <TextField
            label={t('note')}
            help={t('cal.block.noteHelp')}
            maxLength={300}
            autoFocus
            {...form.field('note')}
          />
        </Stack>
      </Form>
    </Dialog>
  )
}
