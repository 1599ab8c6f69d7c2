import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  CheckField,
  Frame,
  Notice,
  Opening,
  TextField,
  Title,
  useOpenedBy,
  useRead,
  useWords,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { useKioskReset } from './kiosk-mode.ts'
import { Reading } from './FormPage.tsx'
import { Rest } from './Rest.tsx'
import { emptySigning, Signature } from './Signature.tsx'
import './form.css'

type Consent = Returns<'GET /consent'>

/** `/consents/<token>`: one consent in its exact text, agreed to and signed, or declined where that is possible. */
export default function ConsentScreen({ params }: PublicScreenProps) {
  const { t } = useWords('intake')
  const token = params.token ?? ''
  useOpenedBy(token)
  useKioskReset()
  const read = useRead('GET /consent', {})
  const [answered, setAnswered] = useState<'agreed' | 'declined' | null>(null)
  const consent = read.data
  if (!consent) return <Opening error={read.error} missing={t('consent.missing')} />
  return (
    <Frame practice={consent.practice.name}>
      {answered || consent.state === 'answered' ? (
        <Rest
          token={token}
          kind="consent"
          practice={consent.practice.name}
          isSigned={answered === 'agreed' && consent.signing === 'signature'}
        />
      ) : consent.state === 'withdrawn' ? (
        <>
          <Title>{t('consent.notNeeded')}</Title>
          <Notice>{t('withdrawn.text')}</Notice>
        </>
      ) : (
        <Agree key={consent.textId} consent={consent} onDone={setAnswered} onChanged={read.again} />
      )}
    </Frame>
  )
}

interface AgreeProps {
  consent: Consent
  onDone: (decision: 'agreed' | 'declined') => void
  /** Another text was published meanwhile: read it again. */
  onChanged: () => void
}

function Agree({ consent, onDone, onChanged }: AgreeProps) {
  const { t } = useWords('intake')
  const [signing, setSigning] = useState(emptySigning)
  const [isTicked, setTicked] = useState(false)
  const [isTried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const mustSign = consent.signing === 'signature'
  const noName = signing.name.trim() === ''
  const noStrokes = mustSign && signing.method === 'drawn' && signing.strokes.length === 0
  const errors = {
    ...(isTried && noName ? { name: t('public.required') } : {}),
    ...(isTried && noStrokes ? { strokes: t('sign.missing') } : {}),
  }
  async function answer(decision: 'agreed' | 'declined') {
    setTried(true)
    setFailure(null)
    if (noName || (decision === 'agreed' && (noStrokes || !isTicked))) return
    const { name, relation, method, strokes } = signing
    const signature =
      mustSign && decision === 'agreed'
        ? { name, relation, method, ...(method === 'drawn' ? { strokes } : {}) }
        : { name, relation, method: 'ticked' as const }
    setBusy(true)
    try {
      await call('POST /consent/answer', { decision, textId: consent.textId, signature })
      onDone(decision)
    } catch (error) {
      setFailure(error)
      if (asProblem(error).code === 'text_changed') onChanged()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void answer('agreed')
      }}
    >
      <Title about={t('consent.for', { name: consent.clientName })}>{consent.title}</Title>
      <Card>
        <div lang={consent.language}>
          <Reading text={consent.body} />
        </div>
        {consent.effect && (
          <p className="soft" lang={consent.language}>
            {t('consent.effect')} {consent.effect}
          </p>
        )}
      </Card>
      <Notice of={failure} />
      <Card>
        <CheckField
          label={t('consent.agree')}
          value={isTicked}
          onChange={setTicked}
          error={isTried && !isTicked ? t('consent.tick') : null}
        />
        {mustSign ? (
          <Signature label={t('sign.title')} value={signing} onChange={setSigning} errors={errors} />
        ) : (
          <TextField
            label={t('sign.name')}
            required
            autoComplete="name"
            maxLength={150}
            value={signing.name}
            onChange={(name) => setSigning({ ...signing, name })}
            error={errors.name}
          />
        )}
      </Card>
      <div className="row formActs">
        {consent.mayDecline && (
          <Button busy={busy} onClick={() => answer('declined')}>
            {t('consent.decline')}
          </Button>
        )}
        <Button kind="main" submit busy={busy}>
          {t('consent.sign')}
        </Button>
      </div>
    </form>
  )
}
