import { useRef, useState } from 'react'
import { call, refresh, urlOf, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Columns,
  Icon,
  Menu,
  notify,
  Panel,
  Row,
  ScanState,
  Stack,
  Text,
  useCan,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import styles from './insurance.module.css'

type Photo = Returns<'GET /clients/{clientId}/id-photos'>['items'][number]
const KINDS = ['insurance_front', 'insurance_back', 'id_front', 'id_back'] as const
type Kind = (typeof KINDS)[number]

/** Photos of the client's cards, and what the client was asked to send. */
export function CardPhotos({ clientId }: { clientId: string }) {
  const { t } = useWords('intake')
  const can = useCan()
  const read = useApi(
    'GET /clients/{clientId}/id-photos',
    { clientId },
    { live: ['id_photo', 'card_request'] },
  )
  const { items = [], requests = [] } = read.data ?? {}
  const asked = requests.find((each) => each.state === 'asked')
  if (!read.data || (items.length === 0 && !asked && !can('insurance.edit'))) return null
  return (
    <Panel
      title={t('insurance.photos')}
      actions={can('insurance.edit') ? <TakePhoto clientId={clientId} /> : null}
    >
      <Stack>
        {asked && (
          <Text size="small" tone="soft">
            {t('insurance.waitingForCard')} <When at={asked.askedAt} />
          </Text>
        )}
        {items.length === 0 ? (
          <Text tone="soft">{t('insurance.noPhotos')}</Text>
        ) : (
          <Columns of={4}>
            {items.map((photo) => (
              <OnePhoto key={photo.id} photo={photo} />
            ))}
          </Columns>
        )}
      </Stack>
    </Panel>
  )
}

function OnePhoto({ photo }: { photo: Photo }) {
  const { t } = useWords('intake')
  const address = urlOf('GET /id-photos/{id}/file', { id: photo.id })
  return (
    <Stack gap="tight">
      {photo.scan === 'infected' ? (
        <ScanState scan="infected" />
      ) : (
        <a href={address} target="_blank" rel="noopener" className={styles.photo}>
          <img
            src={address}
            alt={t(`insurance.photo.${photo.kind}`)}
            width={photo.width}
            height={photo.height}
            loading="lazy"
          />
        </a>
      )}
      <Text size="small">
        {t(`insurance.photo.${photo.kind}`)} · <When at={photo.takenAt} />
      </Text>
      <Row>
        {photo.hints.map((hint) => (
          <Badge key={hint} tone="warn">
            {t(`insurance.hint.${hint}`)}
          </Badge>
        ))}
        {photo.scan !== 'infected' && <ScanState scan={photo.scan} />}
      </Row>
    </Stack>
  )
}

function TakePhoto({ clientId }: { clientId: string }) {
  const { t } = useWords('intake')
  const input = useRef<HTMLInputElement>(null)
  const [kind, setKind] = useState<Kind>('insurance_front')
  const [busy, setBusy] = useState(false)
  async function send(file: File) {
    setBusy(true)
    try {
      const { hints } = await call(
        'POST /clients/{clientId}/id-photos',
        { clientId, kind, name: file.name },
        { file },
      )
      await refresh('GET /clients/{clientId}/id-photos')
      notify.done(hints.length > 0 ? t(`insurance.hint.${hints[0]}`) : t('insurance.photoKept'))
    } catch (error) {
      notify.problem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        className={styles.hidden}
        aria-label={t('insurance.takePhoto')}
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) void send(file)
        }}
      />
      <Menu
        label={t('insurance.takePhoto')}
        entries={KINDS.map((each) => ({
          label: t(`insurance.photo.${each}`),
          icon: 'photo',
          onClick: () => {
            setKind(each)
            input.current?.click()
          },
        }))}
      >
        <Row nowrap>
          <Icon name="photo" size={16} />
          {busy ? t('insurance.sendingPhoto') : t('insurance.takePhoto')}
        </Row>
      </Menu>
    </>
  )
}
