import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  currentLanguage,
  FaultList,
  Notice,
  SelectField,
  TextArea,
  TextField,
  useKept,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'

const empty = { name: '', email: '', phone: '', message: '', heard: '', website: '' }
type Enquiry = typeof empty

/** How people come to a practice; the words are what the practice sees as the source. */
const ways = ['recommendation', 'doctor', 'search', 'social', 'sign', 'other'] as const

interface EnquiryFormProps {
  practice: string
  onSent: () => void
}

/** A short form; what is typed survives a reload until it is sent. */
export function EnquiryForm({ practice, onSent }: EnquiryFormProps) {
  const { t } = useWords('clients')
  const [values, keep] = useKept<Enquiry>(`enquiry.${practice}`, empty)
  const [tries, setTries] = useState(0)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const faults = tries > 0 ? faultsOf(values) : []
  const field = (name: keyof Enquiry) => {
    const fault = faults.find((one) => one.field === name)
    return {
      id: `enquiry-${name}`,
      value: values[name],
      onChange: (value: string) => keep((before) => ({ ...before, [name]: value })),
      error: fault ? t(fault.key) : null,
    }
  }

  async function send(): Promise<void> {
    setTries(tries + 1)
    setFailure(null)
    if (faultsOf(values).length > 0) return
    setBusy(true)
    try {
      await call('POST /public/{practice}/enquiries', {
        practice,
        ...said(values),
        ...cameFrom(values.heard),
      })
      keep(empty)
      onSent()
    } catch (error) {
      setFailure(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <FaultList
        key={tries}
        faults={faults.map(({ field: name, key }) => ({ id: `enquiry-${name}`, text: t(key) }))}
      />
      <Card>
        <TextField label={t('name')} required autoComplete="name" maxLength={200} {...field('name')} />
        <TextField
          label={t('email')}
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          help={t('reach')}
          required={values.phone.trim() === ''}
          {...field('email')}
        />
        <TextField
          label={t('phone')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={60}
          {...field('phone')}
        />
        <TextArea
          label={t('message')}
          rows={5}
          maxLength={3000}
          help={t('messageHelp')}
          {...field('message')}
        />
        <SelectField
          label={t('heard')}
          choices={ways.map((way) => ({ value: way, label: t(`way.${way}`) }))}
          {...field('heard')}
        />
        <div className="honey" aria-hidden="true">
          <label htmlFor="enquiry-website">Website</label>
          <input
            id="enquiry-website"
            tabIndex={-1}
            autoComplete="off"
            value={values.website}
            onInput={(event) => field('website').onChange(event.currentTarget.value)}
          />
        </div>
        <Notice of={failure} />
        <Button kind="main" submit busy={busy} wide>
          {t('send')}
        </Button>
      </Card>
    </form>
  )
}

function faultsOf({ name, email, phone }: Enquiry): { field: keyof Enquiry; key: string }[] {
  const address = email.trim()
  return [
    ...(name.trim() === '' ? [{ field: 'name' as const, key: 'nameMissing' }] : []),
    ...(address === '' && phone.trim() === '' ? [{ field: 'email' as const, key: 'reachMissing' }] : []),
    ...(address !== '' && !/^\S+@\S+\.\S{2,}$/.test(address)
      ? [{ field: 'email' as const, key: 'public.badEmail' }]
      : []),
  ]
}

function said({ name, email, phone, message, website }: Enquiry) {
  return {
    name: name.trim(),
    language: currentLanguage(),
    website,
    ...(email.trim() ? { email: email.trim() } : {}),
    ...(phone.trim() ? { phone: phone.trim() } : {}),
    ...(message.trim() ? { message: message.trim() } : {}),
  }
}

/** Where the person came from: what the link says, else what they say, else the page before. */
function cameFrom(heard: string) {
  const query = new URLSearchParams(location.search)
  const utmSource = query.get('utm_source')?.slice(0, 60)
  const source = query.get('source')?.slice(0, 60) || heard
  const foreign =
    document.referrer && !document.referrer.startsWith(location.origin) ? document.referrer.slice(0, 500) : ''
  return {
    ...(utmSource ? { utmSource } : {}),
    ...(source ? { source } : {}),
    ...(foreign ? { referrer: foreign } : {}),
  }
}
