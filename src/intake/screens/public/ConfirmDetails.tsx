import { useState } from 'react'
import {
  Button,
  call,
  Card,
  fieldError,
  Notice,
  TextField,
  useWords,
  type Returns,
} from '../../../ui/public/index.ts'

type OwnCheckIn = Returns<'GET /visit/check-in'>

/** "Are these still right?" Shown masked; what is new is typed whole. */
export function ConfirmDetails({
  details,
  onDone,
}: {
  details: OwnCheckIn['details']
  onDone: (next: OwnCheckIn) => void
}) {
  const { t } = useWords('intake')
  const [isEditing, setEditing] = useState(false)
  const [phone, setPhone] = useState('')
  const [email, setEmail] = useState('')
  const [address, setAddress] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  async function send() {
    setBusy(true)
    setFailure(null)
    const addressLines = address
      .split(/\n|,/)
      .map((line) => line.trim())
      .filter(Boolean)
    try {
      onDone(
        await call('POST /visit/check-in/details', {
          ...(phone.trim() ? { phone: phone.trim() } : {}),
          ...(email.trim() ? { email: email.trim() } : {}),
          ...(addressLines.length > 0 ? { addressLines } : {}),
        }),
      )
      setEditing(false)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const known = [details.phone, details.email, details.address].filter(Boolean).join(' · ')
  if (details.confirmedAt && !isEditing)
    return (
      <Notice tone="good">
        {t('arrive.confirmed')} {known}
      </Notice>
    )
  return (
    <Card title={t('arrive.details')}>
      <p>{known || t('arrive.noDetails')}</p>
      <Notice of={failure} />
      {isEditing && (
        <>
          <TextField
            label={t('arrive.phone')}
            type="tel"
            value={phone}
            onChange={setPhone}
            error={fieldError(failure, 'phone')}
          />
          <TextField
            label={t('arrive.email')}
            type="email"
            value={email}
            onChange={setEmail}
            error={fieldError(failure, 'email')}
          />
          <TextField label={t('arrive.address')} value={address} onChange={setAddress} />
        </>
      )}
      <div className="row formActs">
        {!isEditing && <Button onClick={() => setEditing(true)}>{t('arrive.change')}</Button>}
        <Button kind="main" busy={busy} onClick={send}>
          {t(isEditing ? 'arrive.saveDetails' : 'arrive.right')}
        </Button>
      </div>
    </Card>
  )
}
