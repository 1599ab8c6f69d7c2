import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Button,
  Dialog,
  Form,
  Notice,
  notify,
  Row,
  Text,
  TextArea,
  useFields,
  useGo,
  useWords,
  When,
} from '../../ui/kit/index.ts'
import type { PartProps } from '../../ui/staff/index.ts'

export type Alert = Returns<'GET /clients/{clientId}/form-alerts'>['items'][number]

/** Above a client's chart, on every tab: answers that nobody has looked at yet although the form says today. */
export default function ClientAlerts({ id: clientId }: PartProps) {
  const { t } = useWords('intake')
  const { data } = useApi('GET /clients/{clientId}/form-alerts', { clientId }, { live: ['form_request'] })
  const [seeing, setSeeing] = useState<Alert | null>(null)
  const open = (data?.items ?? []).filter(({ seenAt }) => seenAt === null)
  return (
    <>
      {open.map((alert) => (
        <OpenAlert key={alert.id} alert={alert} onSee={() => setSeeing(alert)} />
      ))}
      <Dialog open={seeing !== null} onClose={() => setSeeing(null)} title={t('alert.seeTitle')} size="small">
        {seeing && <See alert={seeing} onDone={() => setSeeing(null)} />}
      </Dialog>
    </>
  )
}

/** Stays until somebody has seen to it; on the form's own page without the way there. */
export function OpenAlert({ alert, onSee }: { alert: Alert; onSee: () => void }) {
  const { t } = useWords('intake')
  const go = useGo()
  const there = `/form-requests/${alert.formRequestId}`
  const isHere = window.location.pathname === there
  return (
    <Notice
      tone="bad"
      title={alert.words}
      action={
        <Row>
          {!isHere && (
            <Button small onClick={() => go(there)}>
              {t('alert.open')}
            </Button>
          )}
          <Button small icon="check" onClick={onSee}>
            {t('alert.see')}
          </Button>
        </Row>
      }
    >
      {t('alert.said', { form: alert.formTitle })} <When at={alert.raisedAt} />
    </Notice>
  )
}

/** Notes what was done about it. */
export function See({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const { t } = useWords('intake')
  const see = useAct('POST /form-alerts/{id}/seeing')
  const form = useFields({ initial: { note: '' } })
  return (
    <Form
      form={form}
      submit={t('alert.see')}
      onCancel={onDone}
      onSubmit={async ({ note }) => {
        await see.do({ id: alert.id, note })
        notify.done(t('alert.seen'))
        onDone()
      }}
    >
      <Text>{alert.words}</Text>
      <TextArea label={t('alert.note')} help={t('alert.noteHelp')} rows={3} {...form.field('note')} />
    </Form>
  )
}
