import { useEffect, useState } from 'react'
import {
  announce,
  Card,
  Done,
  Frame,
  Loading,
  Notice,
  openByLink,
  Title,
  useAddress,
  useRead,
  useWords,
  type PublicRead,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { Instalments } from './Instalments.tsx'
import { InvoiceLines } from './InvoiceLines.tsx'
import { PaperFile } from './PaperFile.tsx'
import { PayForm } from './PayForm.tsx'
import { Planned } from './Planned.tsx'
import { useInvoiceFormat } from './use-invoice-format.ts'
import './pay.css'

export type PayPage = Returns<'GET /pay'>

/** `/pay/<token>`: what is owed for what, and a way to pay it without an account. */
export default function PayScreen({ params }: PublicScreenProps) {
  const { t } = useWords('billing')
  const token = params.token ?? ''
  useState(() => openByLink(token))
  const page = useRead('GET /pay', {})
  if (!page.data) {
    return (
      <Frame>
        {page.error ? (
          <>
            <Title>{t('missing')}</Title>
            <Notice of={page.error} />
          </>
        ) : (
          <Loading />
        )}
      </Frame>
    )
  }
  return (
    <Frame
      practice={page.data.practice.name}
      foot={<address className="contact">{page.data.practice.lines.join(', ')}</address>}
    >
      <Pay token={token} page={page.data} read={page} />
    </Frame>
  )
}

function Pay({ token, page, read }: { token: string; page: PayPage; read: PublicRead<PayPage> }) {
  const { t } = useWords('billing')
  const format = useInvoiceFormat(page)
  const waiting = useComingBack(page, read)
  const { invoice, checkout } = page
  const isSettled = invoice.openMinor === 0 && invoice.state !== 'void'
  const title = t('invoice', { number: invoice.number })
  return (
    <>
      {isSettled ? (
        <Done
          title={t('paid.title')}
          about={t('paid.about', { number: invoice.number, amount: format.money(invoice.totalMinor) })}
        />
      ) : (
        <Title about={invoice.billTo ? t('billTo', { name: invoice.billTo.name }) : undefined}>{title}</Title>
      )}
      {waiting && (
        <div className="notice" role="status">
          <span className="holdLine">
            <span className="spin" /> {t('waiting')}
          </span>
        </div>
      )}
      {!isSettled && !waiting && checkout?.state === 'failed' && (
        <Notice tone="bad" title={t('declined.title')}>
          {t('declined.text')}
        </Notice>
      )}
      {!isSettled && !waiting && checkout?.state === 'left' && (
        <Notice title={t('left.title')}>{t('left.text')}</Notice>
      )}
      {!isSettled && !waiting && checkout?.state === 'paid' && (
        <Notice tone="good" title={t('part.title', { amount: format.money(checkout.amountMinor) })}>
          {t('part.text', { amount: format.money(invoice.openMinor) })}
        </Notice>
      )}
      {invoice.state === 'void' && (
        <Notice tone="warn" title={t('void.title')}>
          {t('void.text')}
        </Notice>
      )}
      {!isSettled && invoice.state !== 'void' && (
        <Card>
          <div className="amount">
            <span className="soft">{t('open')}</span>
            <strong>{format.money(invoice.openMinor)}</strong>
            <span className={invoice.state === 'overdue' ? 'late' : 'soft'}>
              {t(invoice.state === 'overdue' ? 'overdue' : 'due', { day: format.day(invoice.dueOn) })}
            </span>
          </div>
          {page.canPayOnline ? (
            <PayForm token={token} page={page} disabled={waiting} onStale={read.again} />
          ) : (
            <p>{t('payElsewhere')}</p>
          )}
        </Card>
      )}
      {!isSettled && <Planned page={page} onChange={read.again} />}
      <Instalments page={page} onChange={read.again} />
      <InvoiceLines page={page} />
      <div className="papers">
        <PaperFile token={token} of="invoice" number={invoice.number} />
        {invoice.payments.length > 0 && <PaperFile token={token} of="receipt" number={invoice.number} />}
      </div>
    </>
  )
}

const MOST_LOOKS = 15

/** Back from the card provider: its message may take a moment longer than the payer. True while waiting. */
function useComingBack(page: PayPage, read: PublicRead<PayPage>): boolean {
  const { t } = useWords('billing')
  const [address, go] = useAddress()
  const [looks, setLooks] = useState(0)
  // What the provider's page says happened: it counts only when the provider's own message says so, too.
  const told = address.checkout ?? ''
  const isBack = told !== ''
  const state = page.checkout?.state ?? 'open'
  const waiting = isBack && state !== told && page.invoice.openMinor > 0 && looks < MOST_LOOKS
  useEffect(() => {
    if (!isBack) return
    if (!waiting) {
      // The address is clean again: a reload later does not wait for what has come.
      go({ checkout: '' }, 'replace')
      // The invoice may have been read a moment before the message that the checkout already shows.
      if (page.invoice.openMinor > 0) read.again()
      if (state === 'paid') announce(t('paid.title'))
      return
    }
    const timer = setTimeout(() => {
      setLooks((count) => count + 1)
      read.again()
    }, 800)
    return () => clearTimeout(timer)
  }, [isBack, waiting, looks])
  return waiting
}
