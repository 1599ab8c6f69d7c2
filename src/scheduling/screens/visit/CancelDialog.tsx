import { useState } from 'react'
import {
  Button,
  Dialog,
  Form,
  Notice,
  Row,
  SegmentField,
  Stack,
  TextArea,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'

const REASONS = ['ill', 'work', 'travel', 'better'] as const

export interface Cancelled {
  by: 'client' | 'practice'
  reason?: string
}

interface CancelDialogProps {
  open: boolean
  title: string
  /** What follows from it. */
  help: string
  act: string
  /** A refusal stays in the dialog; else it closes. */
  onCancel: (said: Cancelled) => Promise<unknown>
  onClose: () => void
}

/** By whom and why: of one visit, or of all that is still ahead of one coming. */
export function CancelDialog({ open, title, ...props }: CancelDialogProps) {
  return (
    <Dialog open={open} onClose={props.onClose} title={title} size="small">
      <CancelForm {...props} />
    </Dialog>
  )
}

function CancelForm({ help, act, onCancel, onClose }: Omit<CancelDialogProps, 'open' | 'title'>) {
  const { t } = useWords('scheduling')
  const [busy, setBusy] = useState(false)
  const form = useFields({ initial: { by: 'client', reason: '' } })
  async function submit({ by, reason }: { by: string; reason: string }): Promise<void> {
    const said = reason.trim() ? { reason: reason.trim() } : {}
    setBusy(true)
    try {
      await onCancel({ by: by === 'practice' ? 'practice' : 'client', ...said })
    } finally {
      setBusy(false)
    }
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
          {REASONS.map((reason) => (
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
        <Notice tone="info">{help}</Notice>
        <Row justify="end">
          <Button onClick={onClose}>{t('goBack')}</Button>
          <Button kind="danger" submit busy={busy}>
            {act}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
