import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  Day,
  Facts,
  notify,
  Notice,
  Page,
  Panel,
  Row,
  Split,
  Stack,
  StatusPill,
  TextLink,
  usePathParams,
  useWords,
  When,
} from '../../ui/kit/index.ts'
import { PlannedCharge } from './autopay/PlannedCharge.tsx'
import { CardCharges } from './cards/CardCharges.tsx'
import { CreditNotes } from './credit/CreditNotes.tsx'
import { DraftLines } from './DraftLines.tsx'
import { InvoiceActs } from './InvoiceActs.tsx'
import { InvoiceLines } from './InvoiceLines.tsx'
import { InvoicePayments } from './InvoicePayments.tsx'
import { InvoicePlan } from './plans/InvoicePlan.tsx'
import { PayerField } from './SplitForm.tsx'
import { TakePaymentDialog } from './TakePayment.tsx'

export type Invoice = Returns<'GET /invoices/{id}'>

/** One invoice: what for, what was paid, and everything that may be done with it. */
export default function InvoiceScreen() {
  const { id = '' } = usePathParams()
  const invoice = useApi('GET /invoices/{id}', { id }, { live: ['invoice', 'payment'] })
  return <Await read={invoice}>{(found) => <InvoicePage invoice={found} />}</Await>
}

function InvoicePage({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const [paying, setPaying] = useState(false)
  const name = invoice.number === null ? t('draftInvoice') : t('invoiceNumber', { number: invoice.number })
  const title = (
    <Row>
      {name}{' '}
      {invoice.number !== null && (
        <StatusPill state={invoice.state}>{t(`state.${invoice.state}`)}</StatusPill>
      )}
    </Row>
  )
  const acts = (
    <Row>
      {invoice.can.takePayment && (
        <Button kind="main" icon="cash" onClick={() => setPaying(true)}>
          {t('takePayment')}
        </Button>
      )}
      <InvoiceActs invoice={invoice} />
    </Row>
  )
  return (
    <Page
      title={title}
      tabTitle={name}
      about={
        invoice.payerName
          ? `${invoice.clientName} · ${t('payers.pays')}: ${invoice.payerName}`
          : invoice.clientName
      }
      crumbs={[{ label: t('title'), to: '/billing' }]}
      actions={acts}
    >
      {invoice.state === 'void' && (
        <Notice tone="warn" title={t('voided.title', { number: invoice.creditNoteNumber })}>
          {t('voided.text', { by: invoice.voidedBy, reason: invoice.voidReason })}
        </Notice>
      )}
      <Split side={<Side invoice={invoice} />}>
        {invoice.can.edit ? <DraftLines invoice={invoice} /> : <InvoiceLines invoice={invoice} />}
        <CreditNotes invoice={invoice} />
        {invoice.number !== null && <InvoicePayments invoice={invoice} />}
        {invoice.number !== null && invoice.state !== 'void' && <InvoicePlan invoice={invoice} />}
        {invoice.number !== null && <CardCharges invoiceId={invoice.id} />}
      </Split>
      {paying && (
        <TakePaymentDialog
          open
          of={{ invoiceId: invoice.id, cardsOf: invoice.clientId }}
          openMinor={invoice.openMinor}
          currency={invoice.currency}
          onDone={() => setPaying(false)}
        />
      )}
    </Page>
  )
}

function Side({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  return (
    <Stack>
      <Panel title={t('facts')}>
        <Facts
          of={[
            [
              t('client'),
              <TextLink key="client" to={`/clients/${invoice.clientId}`}>
                {invoice.clientName}
              </TextLink>,
            ],
            [t('payers.who'), invoice.payerName ?? t('payers.self')],
            [t('issued'), invoice.issuedOn && <Day of={invoice.issuedOn} />],
            [t('due'), invoice.dueOn && <Day of={invoice.dueOn} />],
            [t('sent'), invoice.sentAt && <When at={invoice.sentAt} />],
            [t('madeBy'), invoice.createdBy],
            [t('sending.approvedBy'), invoice.issuedBy],
          ]}
        />
      </Panel>
      {invoice.can.edit && <DraftPayer invoice={invoice} />}
      {invoice.number !== null && <PlannedCharge invoiceId={invoice.id} isOwed={invoice.openMinor > 0} />}
      {invoice.note && <Panel title={t('note')}>{invoice.note}</Panel>}
    </Stack>
  )
}

/** Who will owe the whole draft. */
function DraftPayer({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const put = useAct('PUT /invoices/{id}/payer')
  return (
    <Panel title={t('payers.who')}>
      <PayerField
        value={invoice.payerId ?? 'self'}
        onChange={(payer) =>
          put.do({ id: invoice.id, payerId: payer === 'self' ? null : payer }).catch(notify.problem)
        }
      />
    </Panel>
  )
}
