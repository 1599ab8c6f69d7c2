import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Icon,
  Loading,
  Page,
  Panel,
  Row,
  Stack,
  Text,
  notify,
  useCan,
  useFormat,
  useGo,
  useUrlState,
  useWords,
  type IconName,
  type Tone,
} from '../../../ui/kit/index.ts'
import classes from './campaigns.module.css'
import { TellDay } from './TellDay.tsx'

export type Campaign = Returns<'GET /campaigns'>['items'][number]

const STATES: Record<Campaign['state'], { tone: Tone; icon: IconName }> = {
  draft: { tone: 'calm', icon: 'edit' },
  active: { tone: 'good', icon: 'send' },
  paused: { tone: 'warn', icon: 'waiting' },
  ended: { tone: 'calm', icon: 'done' },
}

/** A campaign's state in words, colour and picture. */
export function CampaignState({ of }: { of: Campaign['state'] }) {
  const { t } = useWords('outreach')
  return <Badge {...STATES[of]}>{t(`campaigns.state.${of}`)}</Badge>
}

/** Broadcasts and sequences: what is written to many, and whether it runs. */
export default function CampaignsScreen() {
  const { t } = useWords('outreach')
  const can = useCan()
  const go = useGo()
  const format = useFormat()
  const [isChoosing, setChoosing] = useState(false)
  const list = useApi('GET /campaigns', {}, { keep: true, live: ['campaign'] })
  const [url, setUrl] = useUrlState({ day: '' })
  const newButton = can('campaigns.manage') && (
    <Button kind="main" icon="add" onClick={() => setChoosing(true)}>
      {t('campaigns.new')}
    </Button>
  )
  return (
    <Page
      title={t('campaigns.title')}
      about={t('campaigns.about')}
      actions={
        can('campaigns.manage') && (
          <>
            <Button icon="message" onClick={() => setUrl({ day: tomorrow() })}>
              {t('tell.open')}
            </Button>
            {newButton}
          </>
        )
      }
    >
      <Panel flush>
        <Await read={list}>
          {({ items }) => (
            <DataTable
              label={t('campaigns.title')}
              rows={items}
              onOpen={(campaign) => go(`/campaigns/${campaign.id}`)}
              empty={
                <EmptyState
                  icon="send"
                  title={t('campaigns.none')}
                  text={t('campaigns.noneText')}
                  action={newButton}
                />
              }
              columns={[
                {
                  key: 'name',
                  title: t('campaigns.name'),
                  sort: (one) => one.name,
                  render: (one) => one.name,
                },
                {
                  key: 'state',
                  title: t('campaigns.stateWord'),
                  render: (one) => <CampaignState of={one.state} />,
                },
                {
                  key: 'begins',
                  title: t('campaigns.begins'),
                  render: (one) => <Begins of={one} />,
                  wideOnly: true,
                },
                {
                  key: 'steps',
                  title: t('campaigns.stepsWord'),
                  render: (one) => t('campaigns.stepsCount', { count: one.steps.length }),
                  wideOnly: true,
                },
                {
                  key: 'started',
                  title: t('campaigns.startedAt'),
                  render: (one) => (one.startedAt ? format.day(one.startedAt.slice(0, 10)) : '–'),
                  wideOnly: true,
                },
              ]}
            />
          )}
        </Await>
      </Panel>
      {url.day && can('campaigns.manage') && (
        <TellDay
          day={url.day}
          onClose={() => setUrl({ day: '' })}
          onSent={(id) => go(`/campaigns/${id}`, { tab: 'report' })}
        />
      )}
      {isChoosing && <Ideas onClose={() => setChoosing(false)} onMade={(id) => go(`/campaigns/${id}`)} />}
    </Page>
  )
}

/** What people are told most often at short notice. */
function tomorrow(): string {
  const day = new Date()
  day.setDate(day.getDate() + 1)
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
}

/** What begins it, as a part of a sentence. */
export function Begins({ of: { kind, startsWith } }: { of: Pick<Campaign, 'kind' | 'startsWith'> }) {
  const { t } = useWords('outreach')
  if (kind === 'broadcast' || !startsWith) return <>{t('campaigns.on.broadcast')}</>
  if (startsWith.on === 'no_visit') return <>{t('campaigns.on.no_visit', { days: startsWith.days })}</>
  if (startsWith.on === 'visit_done' && startsWith.firstOnly) return <>{t('campaigns.on.first_visit')}</>
  return <>{t(`campaigns.on.${startsWith.on}`)}</>
}

function Ideas({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { t } = useWords('outreach')
  const read = useApi('GET /campaign-ideas', {})
  const create = useAct('POST /campaigns')
  return (
    <Dialog open onClose={onClose} title={t('campaigns.new')} size="large">
      <Stack>
        <Text tone="soft">{t('campaigns.ideasText')}</Text>
        <Await read={read} loading={<Loading lines={5} />}>
          {({ items }) => (
            <div className={classes.ideas}>
              {items.map(({ key, wish }) => (
                <button
                  key={key}
                  type="button"
                  className={classes.idea}
                  disabled={create.busy}
                  onClick={() =>
                    void create
                      .do(wish)
                      .then(({ id }) => onMade(id))
                      .catch(notify.problem)
                  }
                >
                  <Row nowrap>
                    <Icon name={wish.kind === 'broadcast' ? 'message' : 'automation'} />
                    <strong>{wish.name}</strong>
                  </Row>
                  <span>
                    <Begins of={wish} />
                  </span>
                </button>
              ))}
            </div>
          )}
        </Await>
      </Stack>
    </Dialog>
  )
}
