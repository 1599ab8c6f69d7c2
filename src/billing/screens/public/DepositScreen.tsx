import { useEffect, useMemo, useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  createFormat,
  Done,
  Frame,
  Loading,
  Notice,
  openByLink,
  Title,
  useAddress,
  useRead,
  useWords,
  type ProblemError,
  type PublicRead,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { goToProvider } from './open-page.ts'
import './pay.css'

type DepositPage = Returns<'GET /pay/deposit'>

/** `/pay/deposit/<token>`: a client pays the deposit of a visit. */
export default function DepositScreen({ params }: PublicScreenProps) {
  const { t } = useWords('billing')
  const token = params.token ?? ''
  useState(() => openByLink(token))
  const read = useRead('GET /pay/deposit', {})
  if (!read.data) {
    return (
      <Frame>
        {read.error ? (
          <>
            <Title>{t('deposit.missing')}</Title>
            <Notice of={read.error} />
          </>
        ) : (
          <Loading />
        )}
      </Frame>
    )
  }
  return (
    <Frame practice={read.data.practice.name}>
      <Deposit token={token} page={read.data} read={read} />
    </Frame>
  )
}

function Deposit({ token, page, read }: { token: string; page: DepositPage; read: PublicRead<DepositPage> }) {
  const { t, language } = useWords('billing')
  const waiting = useComingBack(page, read)
  const format = useMemo(
    () => createFormat({ locale: language, zone: page.visit.zone, currency: page.currency }),
    [language, page.visit.zone, page.currency],
  )
  const amount = format.money(page.amountMinor)
  const visit = t('deposit.visit', {
    service: page.visit.serviceName,
    when: format.when(page.visit.startsAt),
  })
  if (page.state === 'held' || page.state === 'applied')
    return <Done title={t('deposit.paid')} about={`${visit} · ${amount}`} />
  if (page.state !== 'asked')
    return (
      <>
        <Title about={visit}>{t('deposit.title')}</Title>
        <Notice title={t(`deposit.over.${page.state}`)}>{t('deposit.overText')}</Notice>
      </>
    )
  return (
    <>
      <Title about={visit}>{t('deposit.title')}</Title>
      {waiting && (
        <div className="notice" role="status">
          <span className="holdLine">
            <span className="spin" /> {t('waiting')}
          </span>
        </div>
      )}
      {!waiting && page.checkout?.state === 'failed' && (
        <Notice tone="bad" title={t('declined.title')}>
          {t('declined.text')}
        </Notice>
      )}
      <Card>
        <div className="amount">
          <span className="soft">{t('deposit.amount')}</span>
          <strong>{amount}</strong>
          {page.dueAt && (
            <span className="soft">{t('deposit.until', { time: format.when(page.dueAt) })}</span>
          )}
        </div>
        {page.canPayOnline ? (
          <Pay token={token} amount={amount} disabled={waiting} onStale={read.again} />
        ) : (
          <p>{t('payElsewhere')}</p>
        )}
      </Card>
      <Card>
        <p>{t('deposit.counts')}</p>
        <p className="soft">{t('deposit.policy', { hours: page.keepHours })}</p>
      </Card>
    </>
  )
}

interface PayProps {
  token: string
  amount: string
  disabled: boolean
  onStale: () => void
}

function Pay({ token, amount, disabled, onStale }: PayProps) {
  const { t } = useWords('billing')
  const [busy, setBusy] = useState(false)
  const [notOpened, setNotOpened] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function pay(): Promise<void> {
    setBusy(true)
    setFailure(null)
    setNotOpened(false)
    try {
      const begun = await call('POST /pay/deposit/checkout', { returnPath: `/pay/deposit/${token}` })
      if (await goToProvider(begun, (id) => call('GET /pay/deposit/checkouts/{id}', { id }))) return
      setNotOpened(true)
    } catch (error) {
      setFailure(asProblem(error))
      onStale()
    }
    setBusy(false)
  }
  return (
    <>
      <Notice of={failure} />
      {notOpened && (
        <Notice tone="bad" title={t('notOpened.title')}>
          {t('notOpened.text')}
        </Notice>
      )}
      <Button kind="main" wide busy={busy} disabled={disabled} onClick={pay}>
        {t('pay', { amount })}
      </Button>
      <p className="soft small">{t('cardNote')}</p>
    </>
  )
}

const LOOK_MS = 800
const MOST_LOOKS = 15

/** Back from the card provider: its message may take a moment longer than the payer. */
function useComingBack(page: DepositPage, read: PublicRead<DepositPage>): boolean {
  const [address] = useAddress()
  const [looks, setLooks] = useState(0)
  const waiting = address.checkout === 'paid' && page.state === 'asked' && looks < MOST_LOOKS
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => {
      setLooks((count) => count + 1)
      read.again()
    }, LOOK_MS)
    return () => clearTimeout(timer)
  }, [waiting, looks])
  return waiting
}
