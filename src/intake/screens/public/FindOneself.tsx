import { useEffect, useState } from 'react'
import {
  BirthDay,
  birthDayOf,
  Button,
  Card,
  ChoiceField,
  noBirth,
  Notice,
  TextField,
  useWords,
  type Returns,
  type Takes,
} from '../../../ui/public/index.ts'
import './form.css'

export type Way = 'name' | 'phone' | 'code'
type Found = Returns<'POST /kiosk/search'>

interface Props {
  /** By which sign, besides the birth date, one may be found here. */
  ways: readonly Way[]
  /** What somebody typed and left is wiped after so long; null on one's own phone. */
  idleSeconds: number | null
  onSearch: (wish: Takes<'POST /kiosk/search'>) => Promise<Found>
}

const empty = { familyName: '', givenName: '', phone: '', code: '', birth: noBirth }
type Told = 'nobody' | 'wait' | 'first_name' | 'incomplete'

/** Two signs of who one is; then the page of one's own visit. */
export function FindOneself({ ways, idleSeconds, onSearch }: Props) {
  const { t } = useWords('intake')
  const first = ways[0] ?? 'code'
  const [by, setBy] = useState<Way>(first)
  const [typed, setTyped] = useState(empty)
  const [asksFirst, setAsksFirst] = useState(false)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const set = (part: Partial<typeof empty>) => setTyped({ ...typed, ...part })
  useEffect(() => {
    if (idleSeconds === null) return
    const timer = setTimeout(() => {
      setTyped(empty)
      setAsksFirst(false)
      setTold(null)
      setFailure(null)
      setBy(first)
    }, idleSeconds * 1000)
    return () => clearTimeout(timer)
  }, [typed, by, told, idleSeconds, first])
  async function search() {
    setFailure(null)
    const wish = wishOf(by, typed, asksFirst)
    if (!wish) return setTold('incomplete')
    setBusy(true)
    try {
      const found = await onSearch(wish)
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
      className="findOneself"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void search()
      }}
    >
      <Card>
        <ChoiceField
          label={t('kiosk.by')}
          value={[by]}
          onChange={([next]) => {
            setBy((next as Way | undefined) ?? first)
            setTold(null)
          }}
          choices={ways.map((value) => ({ value, label: t(`kiosk.by_${value}`) }))}
        />
        <Signs by={by} typed={typed} asksFirst={asksFirst} onChange={set} />
        <BirthDay label={t('kiosk.bornOn')} value={typed.birth} onChange={(birth) => set({ birth })} />
      </Card>
      {told && <Notice tone="warn">{t(`kiosk.${told}`)}</Notice>}
      <Notice of={failure} />
      <Button kind="main" wide submit busy={busy}>
        {t('kiosk.search')}
      </Button>
    </form>
  )
}

interface SignsProps {
  by: Way
  typed: typeof empty
  asksFirst: boolean
  onChange: (part: Partial<typeof empty>) => void
}

function Signs({ by, typed, asksFirst, onChange }: SignsProps) {
  const { t } = useWords('intake')
  const field = (key: 'familyName' | 'givenName' | 'phone' | 'code') => (
    <TextField
      key={key}
      label={t(`kiosk.${key}`)}
      required
      autoComplete="off"
      {...(key === 'phone' ? { type: 'tel' } : {})}
      {...(key === 'code' ? { help: t('kiosk.codeHelp') } : {})}
      value={typed[key]}
      onChange={(value) => onChange({ [key]: value })}
    />
  )
  return (
    <>
      {by === 'name' && field('familyName')}
      {asksFirst && field('givenName')}
      {by === 'phone' && field('phone')}
      {by === 'code' && field('code')}
    </>
  )
}

function wishOf(by: Way, typed: typeof empty, asksFirst: boolean): Takes<'POST /kiosk/search'> | null {
  const bornOn = birthDayOf(typed.birth)
  const sign = (by === 'name' ? typed.familyName : typed[by]).trim()
  if (!sign || !bornOn) return null
  const named =
    by === 'name' ? { familyName: sign } : by === 'phone' ? { phone: sign } : { code: codeIn(sign) }
  const givenName = typed.givenName.trim()
  return { bornOn, ...named, ...(asksFirst && givenName ? { givenName } : {}) }
}

/** A scanner types the whole address of the code; its last part counts. */
const codeIn = (typed: string) => typed.trim().split(/[/#=]/).at(-1) ?? ''
