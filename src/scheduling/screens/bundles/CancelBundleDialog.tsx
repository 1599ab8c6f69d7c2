import { useAct } from '../../../ui/api/index.ts'
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

/** By whom and why; all parts that are still ahead. */
export function CancelBundleDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords('scheduling')
  const cancel = useAct('POST /bundles/{id}/cancellation')
  const form = useFields({ initial: { by: 'client', reason: '' } })
  async function submit({ by, reason }: { by: string; reason: string }): Promise<void> {
    await cancel.do({
      id,
      by: by === 'practice' ? 'practice' : 'client',
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    })
    notify.done(t('bundle.cancelled'))
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('bundle.cancelTitle')} size="small">
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
          <TextArea label={t('cancelWhy')} rows={2} maxLength={500} {...form.field('reason')} />
          <Notice tone="info">{t('bundle.cancelHelp')}</Notice>
          <Row justify="end">
            <Button onClick={onClose}>{t('goBack')}</Button>
            <Button kind="danger" submit busy={cancel.busy}>
              {t('bundle.cancelAct')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  )
}
