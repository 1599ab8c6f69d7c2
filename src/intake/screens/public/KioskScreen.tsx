import { useEffect, useState } from 'react'
import {
  call,
  Frame,
  Loading,
  Notice,
  openByLink,
  QrCode,
  Title,
  useRead,
  useWords,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import { FindOneself } from './FindOneself.tsx'
import { beKiosk, keepCheckInPath } from './kiosk-mode.ts'
import './form.css'

const tokenKey = (location: string) => `atrium.kiosk.${location}`

/** The pairing came behind the # of the address, once; after that it is kept on the device and gone from the address. */
function pairedToken(locationId: string): string | null {
  const given = location.hash.slice(1)
  if (given) {
    localStorage.setItem(tokenKey(locationId), given)
    history.replaceState(null, '', location.pathname)
  }
  return localStorage.getItem(tokenKey(locationId))
}

/** `/checkin/<location>`: the device at the entrance. */
export default function KioskScreen({ params }: PublicScreenProps) {
  const { t } = useWords('intake')
  const locationId = params.location ?? ''
  const [token] = useState(() => {
    const found = pairedToken(locationId)
    openByLink(found)
    keepCheckInPath(null)
    return found
  })
  const read = useRead('GET /kiosk', token ? {} : null)
  const kiosk = read.data
  useEffect(() => {
    if (kiosk) beKiosk({ home: `/checkin/${locationId}`, idleSeconds: kiosk.idleSeconds })
  }, [kiosk, locationId])
  if (!token || (read.error && [401, 404, 410].includes(read.error.status)))
    return (
      <Frame>
        <Title>{t('kiosk.unpaired')}</Title>
        <Notice>{t('kiosk.unpairedText')}</Notice>
      </Frame>
    )
  if (!kiosk) return <Frame>{read.error ? <Notice of={read.error} /> : <Loading />}</Frame>
  return (
    <Frame practice={`${kiosk.practice.name} · ${kiosk.locationName}`}>
      <div className="kiosk">
        <Title about={t('kiosk.about')}>{t('kiosk.title')}</Title>
        <FindOneself
          ways={['name', 'phone', 'code']}
          idleSeconds={kiosk.idleSeconds}
          onSearch={(wish) => call('POST /kiosk/search', wish)}
        />
        <OwnPhone />
      </div>
    </Frame>
  )
}

const RENEW_MS = 20 * 60_000

/** The code that leads whoever stands here to the same page on their own phone. Renewed, so that a picture of it soon is worth nothing. */
function OwnPhone() {
  const { t } = useWords('intake')
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const renew = () =>
      call('POST /kiosk/phone-link', {}).then(
        (answer) => setUrl(answer.url),
        () => setUrl(null),
      )
    void renew()
    const timer = setInterval(() => void renew(), RENEW_MS)
    return () => clearInterval(timer)
  }, [])
  if (!url) return null
  return (
    <section className="card ownPhone">
      <QrCode text={url} label={t('kiosk.ownPhoneCode')} />
      <div>
        <h2>{t('kiosk.ownPhone')}</h2>
        <p className="soft">{t('kiosk.ownPhoneText')}</p>
      </div>
    </section>
  )
}
