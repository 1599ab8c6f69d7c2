import {
  Button,
  Dialog,
  Form,
  Notice,
  Row,
  SegmentField,
  Stack,
  TextArea,
  notify,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { Appointment } from '../use-visit-acts.ts'
import { useVisitActs } from '../use-visit-acts.ts'

interface CancelDialogProps {
  open: boolean
  visit: Appointment
  onClose: () => void
}

/** By whom and why; with ten seconds to take it back. */
export function CancelDialog({ open, visit, onClose }: CancelDialogProps) {
  const { t } = useWords('scheduling')
  return (
    <Dialog open={open} onClose={onClose} title={t('cancelTitle')} size="small">
      <CancelForm visit={visit} onClose={onClose} />
    </Dialog>
  )
}

function CancelForm({ visit, onClose }: Omit<CancelDialogProps, 'open'>) {
  const { t } = useWords('scheduling')
  const { cancel, restore } = useVisitActs()
  const form = useFields({ initial: { by: 'client', reason: '' } })
  const reasons = ['ill', 'work', 'travel', 'better'] as const
  async function submit({ by, reason }: { by: string; reason: string }): Promise<void> {
    await cancel.do({
      id: visit.id,
      by: by === 'practice' ? 'practice' : 'client',
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    })
    notify.undo(t('cancelled', { name: visit.client?.name ?? t('held') }), () => restore.do({ id: visit.id }))
    onClose()
  }
  return (
    <Form form={form} bare onSubmit={submit}>
      <Stack gap="tight">
        <SegmentField
          label={t('cancelBy')}
          choices={[
            { value: 'client', label: t('cancelledBy.client') },
            { value: 'practice', label: t('cancelledBy.practice') },
          ]}
          {...form.field('by')}
        />
        <div className={classes.quick}>
          {reasons.map((reason) => (
            <button
              key={reason}
              type="button"
              className={classes.chip}
              onClick={() => form.set({ reason: t(`cancelReason.${reason}`) })}
            >
              {t(`cancelReason.${reason}`)}
            </button>
          ))}
        </div>
        <TextArea label={t('cancelWhy')} rows={2} maxLength={500} {...form.field('reason')} />
        <Notice tone="info">{t('cancelHelp')}</Notice>
        <Row justify="end">
          <Button onClick={onClose}>{t('goBack')}</Button>
          <Button kind="danger" submit busy={cancel.busy}>
            {t('cancelAct')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
