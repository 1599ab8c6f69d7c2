import { useEffect, useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  createFormat,
  Fact,
  Facts,
  Frame,
  Loading,
  localeFor,
  Notice,
  openByLink,
  Opening,
  Title,
  useRead,
  useWords,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { ConfirmDetails } from './ConfirmDetails.tsx'
import { keepCheckInPath, kioskIfAny, leaveKiosk, useKioskReset } from './kiosk-mode.ts'
import { keepOwnArrival } from './own-arrival.ts'
import { Items } from './Rest.tsx'
import './form.css'

type OwnCheckIn = Returns<'GET /visit/check-in'>

/** `/arrive/<token>`: checking in, on one's own phone or on the device at the entrance. */
export default function ArriveScreen({ params }: PublicScreenProps) {
  const { t } = useWords('intake')
  const token = params.token ?? ''
  useState(() => {
    openByLink(token)
    keepCheckInPath(`/arrive/${token}`)
    if (!kioskIfAny()) keepOwnArrival(token)
  })
  useKioskReset()
  const read = useRead('GET /visit/check-in', {})
  const [changed, setChanged] = useState<OwnCheckIn | null>(null)
  const seen = changed ?? read.data
  const isWaiting = seen?.state === 'waiting' || seen?.state === 'ready'
  useEffect(() => {
    // Somebody who waits is told by this page when they are called in.
    if (!isWaiting || kioskIfAny()) return
    const timer = setInterval(() => {
      setChanged(null)
      read.again()
    }, 20_000)
    return () => clearInterval(timer)
  }, [isWaiting, read.again])
  if (!seen)
    return (
      <Opening error={read.error} missing={t('arrive.missing')}>
        {kioskIfAny() && (
          <Button kind="main" wide onClick={leaveKiosk}>
            {t('arrive.finish')}
          </Button>
        )}
      </Opening>
    )
  return (
    <Frame practice={seen.practice.name}>
      {seen.state === 'open' ? <Steps seen={seen} onChange={setChanged} /> : <Told seen={seen} />}
      {kioskIfAny() && (
        <Button wide kind={seen.state === 'open' ? 'quiet' : 'main'} onClick={leaveKiosk}>
          {t(seen.state === 'open' ? 'arrive.notMe' : 'arrive.finish')}
        </Button>
      )}
    </Frame>
  )
}

function useVisitTime(seen: OwnCheckIn) {
  const { language } = useWords('intake')
  const { currency, ...facts } = { ...seen.practice, currency: 'USD' }
  return createFormat({ locale: localeFor(language, facts), currency, zone: seen.zone })
}

/** Before the time, while one waits, when one is called, after. */
function Told({ seen }: { seen: OwnCheckIn }) {
  const { t } = useWords('intake')
  const format = useVisitTime(seen)
  const tone =
    seen.state === 'too_early' || seen.state === 'over' || seen.state === 'elsewhere' ? 'info' : 'good'
  return (
    <>
      <Title>{t(`arrive.${seen.state}.title`, { name: seen.firstName })}</Title>
      <Notice tone={tone}>
        {t(`arrive.${seen.state}.text`, {
          time: format.time(seen.opensAt, seen.zone),
          room: seen.roomName ?? '',
        })}
      </Notice>
      <Card>
        <VisitFacts seen={seen} />
      </Card>
    </>
  )
}

function VisitFacts({ seen }: { seen: OwnCheckIn }) {
  const { t } = useWords('intake')
  const format = useVisitTime(seen)
  return (
    <Facts>
      <Fact icon="clock" label={t('arrive.when')}>
        {format.time(seen.startsAt, seen.zone)}
      </Fact>
      <Fact icon="form" label={t('arrive.what')}>
        {seen.serviceName}
      </Fact>
      {seen.practitionerName && (
        <Fact icon="person" label={t('arrive.with')}>
          {seen.practitionerName}
        </Fact>
      )}
      <Fact icon="place" label={t('arrive.where')}>
        {seen.locationName}
      </Fact>
    </Facts>
  )
}

/** What there is to do, in one page: details, what is missing, what is owed, and "I am here". */
function Steps({ seen, onChange }: { seen: OwnCheckIn; onChange: (next: OwnCheckIn) => void }) {
  const { t } = useWords('intake')
  const [items, setItems] = useState<Returns<'POST /visit/forms'>['items'] | null>(null)
  const [due, setDue] = useState<Returns<'POST /visit/due'>['items']>([])
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const format = useVisitTime(seen)
  useEffect(() => {
    call('POST /visit/forms', {}).then(
      (answer) => setItems(answer.items),
      () => setItems([]),
    )
    call('POST /visit/due', {}).then(
      (answer) => setDue(answer.items),
      () => setDue([]),
    )
  }, [])
  const blocking = items?.filter((item) => item.blocks) ?? []
  async function arrive() {
    setBusy(true)
    setFailure(null)
    try {
      onChange(await call('POST /visit/check-in', { way: kioskIfAny() ? 'kiosk' : 'phone' }))
      scrollTo({ top: 0 })
    } catch (error) {
      setFailure(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Title about={t('arrive.about')}>{t('arrive.open.title', { name: seen.firstName })}</Title>
      <Card>
        <VisitFacts seen={seen} />
        {seen.instructions && <p className="soft">{seen.instructions}</p>}
      </Card>
      <ConfirmDetails details={seen.details} onDone={onChange} />
      {items === null && <Loading />}
      {items && items.length > 0 && (
        <>
          <h2 className="arriveHead">{t('arrive.missingItems')}</h2>
          <Items items={items} />
        </>
      )}
      {due.length > 0 && (
        <Card title={t('arrive.due')}>
          <ul className="tiles">
            {due.map((invoice) => (
              <li key={invoice.id}>
                <a className="tile" href={new URL(invoice.url).pathname}>
                  <span className="tileText">
                    <strong>{format.money(invoice.openMinor, invoice.currency)}</strong>
                    <span className="soft">{t('arrive.invoice', { number: invoice.number })}</span>
                  </span>
                  <span>{t('arrive.pay')}</span>
                </a>
              </li>
            ))}
          </ul>
          <p className="soft">{t('arrive.payDesk')}</p>
        </Card>
      )}
      {blocking.length > 0 && (
        <Notice tone="warn" title={t('arrive.blocked')}>
          {blocking.map(({ title }) => title).join(', ')}
        </Notice>
      )}
      <Notice of={failure} />
      <Button kind="main" wide busy={busy} disabled={blocking.length > 0 || items === null} onClick={arrive}>
        {t('arrive.here')}
      </Button>
      {blocking.length > 0 && <p className="soft">{t('arrive.help')}</p>}
    </>
  )
}
