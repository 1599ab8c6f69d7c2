import { useEffect, useState } from 'react'
import {
  Button,
  call,
  Card,
  ChoiceField,
  Frame,
  Loading,
  Notice,
  openByLink,
  TextField,
  Title,
  useRead,
  useWords,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
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
        <FindOneself idleSeconds={kiosk.idleSeconds} />
      </div>
    </Frame>
  )
}

type By = 'name' | 'phone' | 'code'
const empty = { familyName: '', givenName: '', phone: '', code: '', day: '', month: '', year: '' }

function FindOneself({ idleSeconds }: { idleSeconds: number }) {
  const { t } = useWords('intake')
  const [by, setBy] = useState<By>('name')
  const [typed, setTyped] = useState(empty)
  const [asksFirst, setAsksFirst] = useState(false)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<'nobody' | 'wait' | 'first_name' | 'incomplete' | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const set = (part: Partial<typeof empty>) => setTyped({ ...typed, ...part })
  function reset() {
    setTyped(empty)
    setAsksFirst(false)
    setTold(null)
    setFailure(null)
    setBy('name')
  }
  useEffect(() => {
    // What somebody typed and left does not stay on the screen.
    const timer = setTimeout(reset, idleSeconds * 1000)
    return () => clearTimeout(timer)
  }, [typed, by, told, idleSeconds])
  const sign = by === 'name' ? typed.familyName : by === 'phone' ? typed.phone : typed.code
  const bornOn = dayOf(typed)
  async function search() {
    setFailure(null)
    if (!sign.trim() || !bornOn) return setTold('incomplete')
    setBusy(true)
    try {
      const wish = {
        bornOn,
        ...(by === 'name'
          ? { familyName: sign.trim() }
          : by === 'phone'
            ? { phone: sign.trim() }
            : { code: codeIn(sign) }),
        ...(asksFirst && typed.givenName.trim() ? { givenName: typed.givenName.trim() } : {}),
      }
      const found = await call('POST /kiosk/search', wish)
      if (found.state === 'found' && found.url) return location.assign(new URL(found.url).pathname)
      if (found.state === 'first_name') setAsksFirst(true)
      setTold(found.state === 'found' ? null : found.state)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void search()
      }}
    >
      <Title about={t('kiosk.about')}>{t('kiosk.title')}</Title>
      <Card>
        <ChoiceField
          label={t('kiosk.by')}
          value={[by]}
          onChange={([next]) => {
            setBy((next as By | undefined) ?? 'name')
            setTold(null)
          }}
          choices={(['name', 'phone', 'code'] as const).map((value) => ({
            value,
            label: t(`kiosk.by_${value}`),
          }))}
        />
        {by === 'name' && (
          <TextField
            label={t('kiosk.familyName')}
            required
            autoComplete="off"
            value={typed.familyName}
            onChange={(familyName) => set({ familyName })}
          />
        )}
        {asksFirst && (
          <TextField
            label={t('kiosk.givenName')}
            required
            autoComplete="off"
            value={typed.givenName}
            onChange={(givenName) => set({ givenName })}
          />
        )}
        {by === 'phone' && (
          <TextField
            label={t('kiosk.phone')}
            required
            type="tel"
            autoComplete="off"
            value={typed.phone}
            onChange={(phone) => set({ phone })}
          />
        )}
        {by === 'code' && (
          <TextField
            label={t('kiosk.code')}
            help={t('kiosk.codeHelp')}
            required
            autoComplete="off"
            value={typed.code}
            onChange={(code) => set({ code })}
          />
        )}
        <fieldset className="field birth">
          <legend>{t('kiosk.bornOn')}</legend>
          <div className="birthParts">
            <TextField
              label={t('kiosk.day')}
              required
              inputMode="numeric"
              autoComplete="off"
              maxLength={2}
              value={typed.day}
              onChange={(day) => set({ day })}
            />
            <TextField
              label={t('kiosk.month')}
              required
              inputMode="numeric"
              autoComplete="off"
              maxLength={2}
              value={typed.month}
              onChange={(month) => set({ month })}
            />
            <TextField
              label={t('kiosk.year')}
              required
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              value={typed.year}
              onChange={(year) => set({ year })}
            />
          </div>
        </fieldset>
      </Card>
      {told && <Notice tone="warn">{t(`kiosk.${told}`)}</Notice>}
      <Notice of={failure} />
      <Button kind="main" wide submit busy={busy}>
        {t('kiosk.search')}
      </Button>
    </form>
  )
}

/** A scanner types the whole address of the code; its last part counts. */
const codeIn = (typed: string) => typed.trim().split(/[/#=]/).at(-1) ?? ''

function dayOf({ day, month, year }: { day: string; month: string; year: string }): string | null {
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = new Date(`${text}T00:00:00Z`)
  return Number(year) >= 1900 && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text)
    ? text
    : null
}
