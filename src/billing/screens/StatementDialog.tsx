import { useState } from 'react'
import { useAct } from '../../ui/api/index.ts'
import { Button, Columns, DayField, Dialog, notify, Row, useWords } from '../../ui/kit/index.ts'
import { statementHref } from './pdf-href.ts'
import { useToday } from './use-today.ts'

interface StatementDialogProps {
  /** /clients/{id} or /bill-payers/{id}. */
  path: string
  /** A payer with a mail address of their own: the statement can be mailed there. */
  mailTo?: { payerId: string; email: string } | undefined
  onDone: () => void
}

/** Which days a statement is for; opens its PDF, or mails it to a payer. */
export function StatementDialog({ path, mailTo, onDone }: StatementDialogProps) {
  const { t } = useWords('billing')
  const today = useToday()
  const [from, setFrom] = useState<string | null>(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState<string | null>(today)
  const mail = useAct('POST /bill-payers/{id}/statement/mail')
  const sendIt = () =>
    mail.do({ id: mailTo!.payerId, from: from!, to: to! }).then(() => {
      notify.done(t('statement.mailed'))
      onDone()
    }, notify.problem)
  const isWhole = from !== null && to !== null && from <= to
  return (
    <Dialog open onClose={onDone} title={t('statement.title')} size="small">
      <Columns of={2}>
        <DayField label={t('statement.from')} value={from} onChange={setFrom} />
        <DayField label={t('statement.to')} value={to} onChange={setTo} />
      </Columns>
      <Row justify="end">
        {mailTo && (
          <Button icon="send" disabled={!isWhole} busy={mail.busy} onClick={sendIt}>
            {t('statement.mail', { address: mailTo.email })}
          </Button>
        )}
        <Button
          kind="main"
          icon="download"
          disabled={!isWhole}
          href={statementHref(path, { from: from ?? today, to: to ?? today })}
        >
          {t('statement.open')}
        </Button>
      </Row>
    </Dialog>
  )
}
