import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Day,
  Drawer,
  Facts,
  Heading,
  Money,
  Stack,
  Text,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { changesOf, type PolicyChange, type PolicyVersion, type Told } from './policy-changes.ts'

interface PolicyHistoryProps {
  /** '' shows nothing. */
  id: string
  onClose: () => void
}

/** Every version of a policy, the newest first: what changed, when, by whom. */
export function PolicyHistory({ id, onClose }: PolicyHistoryProps) {
  const { t } = useWords('intake')
  return (
    <Drawer open={id !== ''} onClose={onClose} title={t('insurance.history')}>
      {id !== '' && <Versions id={id} />}
    </Drawer>
  )
}

function Versions({ id }: { id: string }) {
  const read = useApi('GET /policies/{id}/history', { id }, { live: ['policy'] })
  return (
    <Await read={read}>
      {({ items }) => (
        <Stack>
          {items.map((version, index) => (
            <OneVersion key={version.version} version={version} before={items[index + 1]} />
          ))}
        </Stack>
      )}
    </Await>
  )
}

function OneVersion({ version, before }: { version: PolicyVersion; before: PolicyVersion | undefined }) {
  const { t } = useWords('intake')
  const changes = changesOf(version, before)
  return (
    <Stack gap="tight">
      <Heading>
        <When at={version.changedAt} />
      </Heading>
      <Text size="small" tone="soft">
        {t(before ? 'insurance.changedBy' : 'insurance.enteredBy', { name: version.changedBy })}
      </Text>
      {changes.length === 0 ? (
        <Text size="small">{t('insurance.noChange')}</Text>
      ) : (
        <Facts
          of={changes.map((change): [string, React.ReactNode] => [
            t(`insurance.told.${change.field}`),
            <Change key={change.field} change={change} isFirst={!before} />,
          ])}
        />
      )}
    </Stack>
  )
}

function Change({ change: { field, before, after }, isFirst }: { change: PolicyChange; isFirst: boolean }) {
  const { t } = useWords('intake')
  if (isFirst) return <Fact field={field} value={after} />
  return (
    <span>
      <Fact field={field} value={before} /> <span aria-hidden>→</span>
      <span className="mantine-visually-hidden">{t('insurance.becomes')}</span>{' '}
      <strong>
        <Fact field={field} value={after} />
      </strong>
    </span>
  )
}

function Fact({ field, value }: { field: Told; value: unknown }) {
  const { t } = useWords('intake')
  if (value === null || value === undefined || value === '') return <>–</>
  const text = String(value)
  if (field === 'copay_minor') return <Money of={Number(value)} />
  if (field === 'valid_from' || field === 'valid_to') return <Day of={text} />
  if (field === 'priority') return <>{t(`insurance.place.${text}`)}</>
  if (field === 'state') return <>{t(`insurance.state.${text}`)}</>
  if (field === 'relation') return <>{t(`insurance.relation.${text}`)}</>
  if (field === 'holder' && text.startsWith('client ')) return <>{t('insurance.holderHere')}</>
  return <>{text}</>
}
