import { useEffect, useState } from 'react'
import {
  Button,
  call,
  callByLink,
  Card,
  createFormat,
  Frame,
  Loading,
  localeFor,
  Notice,
  openByLink,
  Title,
  useRead,
  useWords,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { FindOneself } from './FindOneself.tsx'
import { ownArrivalIfAny } from './own-arrival.ts'

/** `/checkin/<location>/phone#<secret>`: after scanning the code at the entrance, on one's own phone. */
export default function EntranceScreen(_props: PublicScreenProps) {
  const { t } = useWords('intake')
  const [token] = useState(() => {
    const given = location.hash.slice(1)
    openByLink(given || null)
    return given
  })
  const read = useRead('GET /entrance', token ? {} : null)
  const own = useOwnVisit()
  const [isOther, setOther] = useState(false)
  if (!token || read.error)
    return (
      <Frame>
        <Title>{t('entrance.old')}</Title>
        <Notice tone="warn">{t('entrance.oldText')}</Notice>
      </Frame>
    )
  if (!read.data || own === undefined)
    return (
      <Frame>
        <Loading />
      </Frame>
    )
  const { practice, locationName, ways } = read.data
  return (
    <Frame practice={practice.name}>
      {own && !isOther ? (
        <Known own={own} onOther={() => setOther(true)} />
      ) : (
        <>
          <Title about={t('entrance.about')}>{t('entrance.title', { place: locationName })}</Title>
          <FindOneself
            ways={ways}
            idleSeconds={null}
            onSearch={(wish) => call('POST /entrance/search', wish)}
          />
        </>
      )}
    </Frame>
  )
}

interface Own {
  path: string
  visit: Returns<'GET /visit/check-in'>
}

/** The visit whose page this phone opened before, when it is still to come today; undefined while it is asked. */
function useOwnVisit(): Own | null | undefined {
  const [token] = useState(ownArrivalIfAny)
  const [own, setOwn] = useState<Own | null | undefined>(token ? undefined : null)
  useEffect(() => {
    if (!token) return
    callByLink(token)('GET /visit/check-in', {}).then(
      (visit) => setOwn(HERE.has(visit.state) ? { path: `/arrive/${token}`, visit } : null),
      () => setOwn(null),
    )
  }, [token])
  return own
}

const HERE = new Set<string>(['open', 'waiting', 'ready', 'too_early'])

function Known({ own: { path, visit }, onOther }: { own: Own; onOther: () => void }) {
  const { t, language } = useWords('intake')
  const format = createFormat({
    locale: localeFor(language, { ...visit.practice }),
    currency: 'USD',
    zone: visit.zone,
  })
  return (
    <>
      <Title about={t('entrance.yoursAbout', { time: format.time(visit.startsAt, visit.zone) })}>
        {t('entrance.yours', { name: visit.firstName })}
      </Title>
      <Card>
        <Button kind="main" wide href={path}>
          {t('entrance.go')}
        </Button>
        <Button kind="quiet" wide onClick={onOther}>
          {t('entrance.other')}
        </Button>
      </Card>
    </>
  )
}
