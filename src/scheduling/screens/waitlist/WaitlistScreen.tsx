import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  EmptyState,
  Page,
  Panel,
  Row,
  SelectField,
  Tabs,
  Toolbar,
  useCan,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { EntryDrawer } from './EntryDrawer.tsx'
import { OffersInFlight } from './OffersInFlight.tsx'
import { ReportPanel } from './ReportPanel.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { WishDialog } from './WishDialog.tsx'
import type { Entry } from './wish-times.ts'
import { WishTable } from './WishTable.tsx'

const STATES = ['open', 'waiting', 'offered', 'booked', 'withdrawn', 'expired'] as const
const BLANK = { tab: 'list', open: '', new: '', client: '', service: '', visit: '', set: '' }

/** Who waits for time, what is being offered to whom just now, and what it brings. */
export default function WaitlistScreen() {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [url, setUrl] = useUrlState(BLANK)
  const [edited, setEdited] = useState<Entry | null>(null)
  const slots = useApi('GET /waitlist/slots', {}, { live: ['waitlist_slot', 'waitlist_offer'] })
  const addButton = can('waitlist.manage') && (
    <Button kind="main" icon="add" onClick={() => setUrl({ new: '1' })}>
      {t('waitlist.add')}
    </Button>
  )
  return (
    <Page
      title={t('waitlist.title')}
      about={t('waitlist.about')}
      actions={
        <Row>
          {can('waitlist.set_up') && (
            <Button icon="settings" onClick={() => setUrl({ set: '1' })}>
              {t('waitlist.set.open')}
            </Button>
          )}
          {addButton}
        </Row>
      }
    >
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          {
            key: 'list',
            label: t('waitlist.tab.list'),
            icon: 'waiting',
            content: <WishList addButton={addButton} onOpen={(id) => setUrl({ open: id })} />,
          },
          {
            key: 'offers',
            label: t('waitlist.tab.offers'),
            icon: 'send',
            ...(slots.data ? { count: slots.data.items.length } : {}),
            content: <OffersInFlight show="open" />,
          },
          {
            key: 'recent',
            label: t('waitlist.tab.recent'),
            icon: 'history',
            content: <OffersInFlight show="recent" />,
          },
          { key: 'report', label: t('waitlist.tab.report'), icon: 'chart', content: <ReportPanel /> },
        ]}
      />
      <EntryDrawer id={edited ? '' : url.open} onClose={() => setUrl({ open: '' })} onEdit={setEdited} />
      {edited && <WishDialog start={{ entry: edited }} onClose={() => setEdited(null)} />}
      {url.new === '1' && (
        <WishDialog
          start={{ clientId: url.client, serviceId: url.service, replacesId: url.visit }}
          onClose={() => setUrl({ new: '', client: '', service: '', visit: '' })}
        />
      )}
      {url.set === '1' && <SettingsDialog onClose={() => setUrl({ set: '' })} />}
    </Page>
  )
}

function WishList({ addButton, onOpen }: { addButton: React.ReactNode; onOpen: (id: string) => void }) {
  const { t } = useWords('scheduling')
  const [filter, setFilter] = useUrlState({ state: 'open', urgency: '', of: '', who: '' })
  const [limit, setLimit] = useState(50)
  const services = useApi('GET /services', {})
  const list = useApi(
    'GET /waitlist',
    {
      state: STATES.find((one) => one === filter.state) ?? 'open',
      ...(filter.urgency ? { urgency: filter.urgency as Entry['urgency'] } : {}),
      ...(filter.of ? { serviceId: filter.of } : {}),
      ...(filter.who ? { practitionerId: filter.who } : {}),
      limit,
    },
    { keep: true, live: ['waitlist_entry', 'waitlist_offer'] },
  )
  const free = useApi(
    'GET /waitlist/free-times',
    { first: 1 },
    { keep: true, live: ['waitlist_entry', 'appointment', 'hours'] },
  )
  const people = peopleOf(services.data?.items ?? [])
  const isFiltered = filter.state !== 'open' || filter.urgency !== '' || filter.of !== '' || filter.who !== ''
  return (
    <>
      <Toolbar>
        <SelectField
          label={t('stateWord')}
          hideLabel
          value={filter.state}
          onChange={(state: string | null) => setFilter({ state: state ?? 'open' })}
          choices={STATES.map((value) => ({ value, label: t(`waitlist.show.${value}`) }))}
        />
        <SelectField
          label={t('waitlist.urgencyWord')}
          hideLabel
          clearable
          placeholder={t('waitlist.urgencyWord')}
          value={filter.urgency || null}
          onChange={(urgency: string | null) => setFilter({ urgency: urgency ?? '' })}
          choices={(['urgent', 'soon', 'routine'] as const).map((value) => ({
            value,
            label: t(`waitlist.urgency.${value}`),
          }))}
        />
        <SelectField
          label={t('service')}
          hideLabel
          clearable
          search
          placeholder={t('service')}
          value={filter.of || null}
          onChange={(of: string | null) => setFilter({ of: of ?? '' })}
          choices={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        <SelectField
          label={t('practitionerWord')}
          hideLabel
          clearable
          search
          placeholder={t('practitionerWord')}
          value={filter.who || null}
          onChange={(who: string | null) => setFilter({ who: who ?? '' })}
          choices={people}
        />
      </Toolbar>
      <Panel flush>
        <Await
          read={list}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyState
              icon="waiting"
              title={t(isFiltered ? 'waitlist.noneFiltered' : 'waitlist.none')}
              text={isFiltered ? undefined : t('waitlist.noneText')}
              action={isFiltered ? undefined : addButton}
            />
          }
        >
          {({ items, next }) => (
            <WishTable
              entries={items}
              free={free.data?.items}
              onOpen={(entry) => onOpen(entry.id)}
              onMore={next ? () => setLimit(200) : undefined}
            />
          )}
        </Await>
      </Panel>
    </>
  )
}

function peopleOf(services: { practitioners: { id: string; name: string }[] }[]) {
  const names = new Map(
    services.flatMap((one) => one.practitioners.map((who) => [who.id, who.name] as const)),
  )
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))
}
