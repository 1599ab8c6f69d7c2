import { useState } from 'react'
import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Badge,
  Button,
  confirm,
  Menu,
  notify,
  useCan,
  useFormat,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'
import { CreditDialog } from './credit/CreditDialog.tsx'
import type { Invoice } from './InvoiceScreen.tsx'
import { pdfHref } from './pdf-href.ts'
import { WriteOffDialog } from './WriteOff.tsx'
import { VoidDialog } from './VoidInvoice.tsx'

/** What may be done with an invoice beside taking a payment. */
export function InvoiceActs({ invoice }: { invoice: Invoice }) {
  return invoice.number === null ? <DraftActs invoice={invoice} /> : <IssuedActs invoice={invoice} />
}

function DraftActs({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const go = useGo()
  const approve = useAct('POST /invoices/{id}/approval')
  const discard = useAct('DELETE /invoices/{id}', { refresh: ['GET /invoices', 'GET /charges'] })
  const { id, can } = invoice
  const settings = useApi('GET /billing/settings')
  const approvalStep = settings.data?.approvalStep ?? false
  return (
    <>
      {can.edit && (
        <Button
          icon="remove"
          kind="quiet"
          onClick={() =>
            confirm({
              title: t('discardTitle'),
              text: t('discardText'),
              act: t('discard'),
              danger: true,
              onConfirm: () => discard.do({ id }).then(() => go('/billing')),
            })
          }
        >
          {t('discard')}
        </Button>
      )}
      {!can.approve && can.edit && approvalStep && invoice.totalMinor > 0 && (
        <Badge tone="info" icon="clock">
          {t('sending.waits')}
        </Badge>
      )}
      {can.approve && (
        <Button
          kind="main"
          icon="send"
          busy={approve.busy}
          onClick={() =>
            approve
              .do({ id })
              .then(
                (issued) =>
                  notify.done(t(approvalStep ? 'sending.approved' : 'approved', { number: issued.number })),
                notify.problem,
              )
          }
        >
          {t(approvalStep ? 'sending.approve' : 'approve')}
        </Button>
      )}
    </>
  )
}

function IssuedActs({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const can = useCan()
  const format = useFormat()
  const [asking, setAsking] = useState<'void' | 'writeOff' | 'credit' | null>(null)
  const link = useAct('POST /invoices/{id}/payment-link', { refresh: [] })
  const credit = useAct('POST /invoices/{id}/credit')
  const send = useAct('POST /invoices/{id}/sending')
  const { id } = invoice
  const copyLink = async () => {
    try {
      const { url } = await link.do({ id })
      await navigator.clipboard.writeText(url)
      notify.done(t('linkCopied'))
    } catch (error) {
      notify.problem(error)
    }
  }
  const useCredit = () => credit.do({ id }).then(() => notify.done(t('creditUsed')), notify.problem)
  const sendOut = () => send.do({ id }).then(() => notify.done(t('sending.done')), notify.problem)
  const usable = Math.min(invoice.creditMinor, invoice.openMinor)
  return (
    <>
      {invoice.can.send && invoice.sentAt === null && invoice.openMinor > 0 && (
        <Button icon="send" busy={send.busy} onClick={sendOut}>
          {t('sending.act')}
        </Button>
      )}
      <Button icon="download" href={pdfHref('invoices', id)}>
        PDF
      </Button>
      <Menu
        label={t('moreActs')}
        entries={[
          can('payments.take') &&
            invoice.state !== 'void' && { label: t('copyLink'), icon: 'link', onClick: copyLink },
          invoice.can.takePayment &&
            usable > 0 && {
              label: t('useCredit', { amount: format.money(usable, invoice.currency) }),
              icon: 'cash',
              onClick: useCredit,
            },
          invoice.can.send &&
            invoice.sentAt !== null && { label: t('sending.again'), icon: 'send', onClick: sendOut },
          invoice.can.void && {
            label: t('creditNote.act'),
            icon: 'receipt',
            divided: true,
            onClick: () => setAsking('credit'),
          },
          invoice.can.writeOff && {
            label: t('writeOff.act'),
            icon: 'archive',
            onClick: () => setAsking('writeOff'),
          },
          invoice.can.void && {
            label: t('void.act'),
            icon: 'refused',
            danger: true,
            onClick: () => setAsking('void'),
          },
        ]}
      />
      {asking === 'credit' && <CreditDialog invoice={invoice} onDone={() => setAsking(null)} />}
      {asking === 'void' && <VoidDialog invoice={invoice} onDone={() => setAsking(null)} />}
      {asking === 'writeOff' && <WriteOffDialog invoice={invoice} onDone={() => setAsking(null)} />}
    </>
  )
}
