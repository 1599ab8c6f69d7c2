import { useEffect, useId, useState } from 'react'
import { announce, call, Icon, problemText, useWords, type Returns } from '../../../../ui/public/index.ts'

type Photo = Returns<'GET /card'>['photos'][number]
type Kind = Photo['kind']

interface PhotoSlotProps {
  kind: Kind
  known: Photo | null
  onSent: () => void
}

/** One side of a card: opens the camera, sends the photo at once, says when it is hard to read; can be taken again. */
export function PhotoSlot({ kind, known, onSent }: PhotoSlotProps) {
  const { t } = useWords('intake')
  const id = useId()
  const [preview, setPreview] = useState<string | null>(null)
  const [photo, setPhoto] = useState<Photo | null>(known)
  const [state, setState] = useState<'idle' | 'sending'>('idle')
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => () => void (preview && URL.revokeObjectURL(preview)), [preview])
  async function take(file: File) {
    setState('sending')
    setFault(null)
    setPreview(URL.createObjectURL(file))
    try {
      const sent = await call('POST /card/photos', { kind, name: file.name }, { file })
      setPhoto(sent)
      announce(t('card.sent'))
      onSent()
    } catch (error) {
      setPhoto(null)
      setPreview(null)
      setFault(problemText(error, t))
    } finally {
      setState('idle')
    }
  }
  const name = t(`card.kind.${kind}`)
  return (
    <div className="cardSlot" data-state={photo ? 'sent' : state}>
      <div className="cardPicture">
        {preview ? (
          <img src={preview} alt={name} />
        ) : photo ? (
          <Icon of="check" size={28} />
        ) : (
          <Icon of="card" size={26} />
        )}
      </div>
      <div className="cardWords" aria-live="polite">
        <strong>{name}</strong>
        {state === 'sending' && <span className="soft">{t('card.sending')}</span>}
        {state === 'idle' && photo && photo.hints.length === 0 && <span>{t('card.readable')}</span>}
        {state === 'idle' && photo?.hints.map((hint) => <span key={hint}>{t(`card.hints.${hint}`)}</span>)}
        {fault && <span className="error">{fault}</span>}
      </div>
      <label className={`button ${photo ? 'quiet' : 'normal'}`} htmlFor={id}>
        {t(photo ? 'card.again' : 'card.take')}
      </label>
      <input
        id={id}
        className="spoken"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        disabled={state === 'sending'}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
    </div>
  )
}
