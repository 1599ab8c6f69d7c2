import { useState } from 'react'
import {
  Button,
  call,
  Card,
  Done,
  Frame,
  Notice,
  Opening,
  Title,
  useOpenedBy,
  useRead,
  useWords,
  type PublicScreenProps,
  type Returns,
} from '../../../../ui/public/index.ts'
import { PhotoSlot } from './PhotoSlot.tsx'
import { emptyPolicy, PolicyFields, type TypedPolicy } from './PolicyFields.tsx'
import './card.css'

type ClientCard = Returns<'GET /card'>

/** `/card/<token>`: photos of a card by the phone's camera, and what stands on it, looked over by the practice later. */
export default function CardScreen({ params }: PublicScreenProps) {
  const { t } = useWords('intake')
  useOpenedBy(params.token)
  const read = useRead('GET /card', {})
  const [isDone, setDone] = useState(false)
  const card = read.data
  if (!card) return <Opening error={read.error} missing={t('card.missing')} />
  return (
    <Frame practice={card.practice.name}>
      {isDone || card.state !== 'asked' ? (
        <Done title={t('card.thanks')} about={t('card.thanksAbout', { practice: card.practice.name })} />
      ) : (
        <SendCard card={card} onDone={() => setDone(true)} />
      )}
    </Frame>
  )
}

function SendCard({ card, onDone }: { card: ClientCard; onDone: () => void }) {
  const { t } = useWords('intake')
  const [photos, setPhotos] = useState(() => new Set(card.photos.map(({ kind }) => kind)))
  const [policy, setPolicy] = useState<TypedPolicy>(() => ({ ...emptyPolicy, ...known(card) }))
  const [error, setError] = useState<unknown>(null)
  const [isChecked, setChecked] = useState(false)
  const [busy, setBusy] = useState(false)
  const missing = card.kinds.filter((kind) => !photos.has(kind))
  const isWhole = !card.asksPolicy || (policy.payerName.trim() !== '' && policy.memberId.trim() !== '')
  async function send() {
    setChecked(true)
    if (missing.length > 0 || !isWhole) return
    setBusy(true)
    setError(null)
    try {
      await call('POST /card/completion', { policy: card.asksPolicy ? wishOf(policy) : null })
      onDone()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Title about={t('card.about', { name: card.clientName })}>{t('card.title')}</Title>
      <Card title={t('card.photos')}>
        <p className="soft">{t('card.hint')}</p>
        <div className="cardSlots">
          {card.kinds.map((kind) => (
            <PhotoSlot
              key={kind}
              kind={kind}
              known={card.photos.find((each) => each.kind === kind) ?? null}
              onSent={() => setPhotos((before) => new Set(before).add(kind))}
            />
          ))}
        </div>
      </Card>
      {card.asksPolicy && (
        <Card title={t('card.policy')}>
          <PolicyFields value={policy} payers={card.payers} onChange={setPolicy} isChecked={isChecked} />
        </Card>
      )}
      {isChecked && missing.length > 0 && (
        <Notice tone="warn">
          {t('card.stillMissing', { what: missing.map((kind) => t(`card.kind.${kind}`)).join(', ') })}
        </Notice>
      )}
      <Notice of={error} />
      <Button kind="main" wide busy={busy} onClick={send}>
        {t('card.send')}
      </Button>
    </>
  )
}

function known({ policy }: ClientCard): Partial<TypedPolicy> {
  if (!policy) return {}
  return {
    payerName: policy.payerName,
    memberId: policy.memberId,
    groupNumber: policy.groupNumber ?? '',
    relation: policy.relation,
    givenName: policy.holder.givenName ?? '',
    familyName: policy.holder.familyName ?? '',
    bornOn: policy.holder.bornOn ?? '',
  }
}

function wishOf(policy: TypedPolicy) {
  return {
    payerName: policy.payerName,
    memberId: policy.memberId,
    groupNumber: policy.groupNumber.trim() || null,
    relation: policy.relation,
    holder:
      policy.relation === 'self'
        ? null
        : {
            givenName: policy.givenName.trim() || null,
            familyName: policy.familyName.trim() || null,
            bornOn: policy.bornOn || null,
          },
  }
}
