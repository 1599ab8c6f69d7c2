import { useEffect, useState } from 'react'
import { callByLink, Card, useWords, type Format, type Returns } from '../../../ui/public/index.ts'

type Deposit = NonNullable<Returns<'POST /visit/deposit'>['deposit']>

/** The visit waits for a deposit: how much, until when, and the way to pay it. */
export function DepositToPay({ token, zone, format }: { token: string; zone: string; format: Format }) {
  const { t } = useWords('scheduling')
  const [deposit, setDeposit] = useState<Deposit | null>(null)
  useEffect(() => {
    let over = false
    callByLink(token)('POST /visit/deposit', {})
      .then((answer) => !over && setDeposit(answer.deposit))
      .catch(() => undefined)
    return () => {
      over = true
    }
  }, [token])
  if (!deposit?.url || deposit.state !== 'asked') return null
  return (
    <Card title={t('deposit.title', { amount: format.money(deposit.amountMinor) })}>
      <p>
        {deposit.dueAt ? t('deposit.until', { time: format.when(deposit.dueAt, zone) }) : t('deposit.counts')}
      </p>
      <a className="button main" href={new URL(deposit.url).pathname}>
        {t('deposit.pay')}
      </a>
    </Card>
  )
}
