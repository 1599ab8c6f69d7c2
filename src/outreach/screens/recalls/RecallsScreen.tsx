import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  DayField,
  EmptyState,
  Page,
  Panel,
  Row,
  SegmentField,
  SelectField,
  Stack,
  Stat,
  Toolbar,
  notify,
  useCan,
  useFormat,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { RecallDrawer } from './RecallDrawer.tsx'
import { RecallTable } from './RecallTable.tsx'
import { RecallTypes } from './RecallTypes.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'

export const SHOWN = ['on_list', 'later', 'reminded', 'scheduled', 'at_rest', 'all'] as const
const BLANK = { show: 'on_list', type: '', until: '', who: '', open: '', kinds: '', set: '' }

/** Who is to come again: the list of today, and everybody else with where they stand. */
export default function RecallsScreen() {
  const { t } = useWords('outreach')
  const can = useCan()
  const [url, setUrl] = useUrlState(BLANK)
  return (
    <Page
      title={t('recalls.title')}
      about={t('recalls.about')}
      actions={
        <Row>
          <Button icon="settings" onClick={() => setUrl({ kinds: '1' })}>
            {t('recalls.kinds')}
          </Button>
          {can('recalls.set_up') && (
            <Button icon="robot" onClick={() => setUrl({ set: '1' })}>
              {t('recalls.byThemselves')}
            </Button>
          )}
        </Row>
      }
    >
      <Stack>
        <Figures />
        <RecallList />
      </Stack>
      <RecallDrawer id={url.open} onClose={() => setUrl({ open: '' })} />
      {url.kinds === '1' && <RecallTypes onClose={() => setUrl({ kinds: '' })} />}
      {url.set === '1' && <SettingsDialog onClose={() => setUrl({ set: '' })} />}
    </Page>
  )
}

function Figures() {
  const { t } = useWords('outreach')
  const format = useFormat()
  const read = useApi('GET /recalls/counts', {}, { keep: true, live: ['recall', 'appointment'] })
  if (!read.data) return null
  const { counts, due, overdue } = read.data
  const of = (...names: (keyof typeof counts)[]) =>
    format.number(names.reduce((sum, name) => sum + (counts[name] ?? 0), 0))
  return (
    <Columns of={4} gap="tight">
      <Stat
        label={t('recalls.figure.toTell')}
        value={of('due')}
        about={t('recalls.figure.toTellAbout')}
        icon="send"
      />
      <Stat
        label={t('recalls.figure.toCall')}
        value={of('to_call')}
        about={t('recalls.figure.toCallAbout')}
        icon="call"
      />
      <Stat
        label={t('recalls.figure.waiting')}
        value={of('reminded')}
        about={t('recalls.figure.waitingAbout')}
        icon="waiting"
      />
      <Stat
        label={t('recalls.figure.overdue')}
        value={due === 0 ? '–' : format.percent(overdue / due)}
        about={t('recalls.figure.overdueAbout', { overdue: format.number(overdue), due: format.number(due) })}
        icon="alert"
      />
    </Columns>
  )
}

function RecallList() {
  const { t } = useWords('outreach')
  const can = useCan()
  const [url, setUrl] = useUrlState(BLANK)
  const [limit, setLimit] = useState(50)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const types = useApi('GET /recall-types', {})
  const show = SHOWN.find((one) => one === url.show) ?? 'on_list'
  const standing = show === 'all' ? undefined : show
  const list = useApi(
    'GET /recalls',
    {
      limit,
      ...(standing ? { standing } : {}),
      ...(url.type ? { typeId: url.type } : {}),
      ...(url.until ? { dueTo: url.until } : {}),
    },
    { keep: true, live: ['recall', 'appointment', 'message'] },
  )
  const remind = useAct('POST /recalls/reminders')
  async function remindChosen(): Promise<void> {
    const told = await remind.do({ ids: [...chosen] })
    setChosen(new Set())
    notify.done(t('recalls.remindedMany', { count: told.messages, people: told.recalls }))
    if (told.left.length > 0) notify.info(t('recalls.leftInPeace', { count: told.left.length }))
  }
  return (
    <>
      <Toolbar>
        <SegmentField
          label={t('recalls.show.label')}
          hideLabel
          value={show}
          onChange={(value: string) => {
            setChosen(new Set())
            setUrl({ show: value })
          }}
          choices={SHOWN.map((value) => ({ value, label: t(`recalls.show.${value}`) }))}
        />
        <SelectField
          label={t('recalls.kind')}
          hideLabel
          clearable
          placeholder={t('recalls.kind')}
          value={url.type || null}
          onChange={(type: string | null) => setUrl({ type: type ?? '' })}
          choices={(types.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DayField
          label={t('recalls.dueUntil')}
          hideLabel
          clearable
          placeholder={t('recalls.dueUntil')}
          value={url.until || null}
          onChange={(until: string | null) => setUrl({ until: until ?? '' })}
        />
        {can('recalls.remind') && (
          <Button
            kind="main"
            icon="send"
            disabled={chosen.size === 0}
            busy={remind.busy}
            onClick={() => remindChosen().catch(notify.problem)}
          >
            {chosen.size === 0 ? t('recalls.remind') : t('recalls.remindCount', { count: chosen.size })}
          </Button>
        )}
      </Toolbar>
      <Panel flush>
        <Await read={list}>
          {({ items, next }) => (
            <RecallTable
              rows={items}
              chosen={chosen}
              onChoose={setChosen}
              onOpen={(id) => setUrl({ open: id })}
              onMore={next ? () => setLimit(limit + 50) : undefined}
              empty={
                <EmptyState
                  icon="refresh"
                  title={t(types.data?.items.length === 0 ? 'recalls.noKinds' : `recalls.none.${show}`)}
                  text={t(types.data?.items.length === 0 ? 'recalls.noKindsText' : 'recalls.noneText')}
                />
              }
            />
          )}
        </Await>
      </Panel>
    </>
  )
}
