import { useEffect, useState } from 'react'
import { callByLink, Card, useWords, type Returns } from '../../../ui/public/index.ts'

/** On the day of the visit: the way to check in on this phone, and the code for the device at the entrance. */
export function CheckInTile({ token }: { token: string }) {
  const { t } = useWords('scheduling')
  const [own, setOwn] = useState<Returns<'GET /visit/check-in'> | null>(null)
  useEffect(() => {
    let over = false
    callByLink(token)('GET /visit/check-in', {}).then(
      (answer) => !over && setOwn(answer),
      () => {},
    )
    return () => {
      over = true
    }
  }, [token])
  if (!own || own.state === 'over' || own.state === 'elsewhere') return null
  return (
    <Card title={t('checkIn.title')}>
      {own.state !== 'too_early' && (
        <a className="button main wide" href={`/arrive/${token}`}>
          {t(own.state === 'open' ? 'checkIn.here' : 'checkIn.see')}
        </a>
      )}
      <p className="soft">{t('checkIn.code', { code: own.code })}</p>
    </Card>
  )
}
