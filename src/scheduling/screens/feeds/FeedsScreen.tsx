import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  confirm,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  notify,
  Page,
  Panel,
  RadioField,
  ReadTable,
  required,
  Row,
  SelectField,
  TextField,
  useCan,
  useFields,
  useMe,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { CopyText } from '../online/CopyText.tsx'

type Feed = Returns<'GET /calendar-feeds'>['items'][number]

/** Secret addresses under which phones and calendar programs subscribe to a practitioner's calendar. */
export default function FeedsScreen() {
  const { t } = useWords('scheduling')
  const read = useApi('GET /calendar-feeds')
  const [making, setMaking] = useState(false)
  const [url, setUrl] = useState<string | null>(null)
  const add = (
    <Button kind="main" icon="add" onClick={() => setMaking(true)}>
      {t('feeds.new')}
    </Button>
  )
  return (
    <Page title={t('feeds.title')} about={t('feeds.about')} actions={add}>
      <Panel flush>
        <ReadTable
          label={t('feeds.title')}
          read={read}
          rowsOf={({ items }) => items}
          empty={<EmptyState icon="link" title={t('feeds.none')} text={t('feeds.noneText')} action={add} />}
          columns={[
            { key: 'name', title: t('feeds.name'), render: (feed: Feed) => feed.name },
            { key: 'who', title: t('feeds.of'), render: (feed) => feed.practitionerName },
            {
              key: 'detail',
              title: t('feeds.shows'),
              render: (feed) => (
                <Badge tone={feed.detail === 'names' ? 'warn' : 'calm'}>
                  {t(`feeds.detail.${feed.detail}`)}
                </Badge>
              ),
            },
            {
              key: 'read',
              title: t('feeds.lastRead'),
              wideOnly: true,
              render: (feed) => (feed.lastReadAt ? <When at={feed.lastReadAt} ago /> : t('feeds.never')),
            },
            {
              key: 'act',
              title: '',
              align: 'right',
              width: 110,
              render: (feed) => <Acts feed={feed} onUrl={setUrl} />,
            },
          ]}
        />
      </Panel>
      <Dialog open={making} onClose={() => setMaking(false)} title={t('feeds.new')}>
        <FeedForm
          onCancel={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false)
            setUrl(made)
          }}
        />
      </Dialog>
      <Dialog open={url !== null} onClose={() => setUrl(null)} title={t('feeds.shown')} insist>
        {url && (
          <>
            <p>{t('feeds.shownText')}</p>
            <CopyText label={t('feeds.address')} text={url} />
            <p>{t('feeds.how')}</p>
            <Row justify="end">
              <Button kind="main" onClick={() => setUrl(null)}>
                {t('feeds.haveIt')}
              </Button>
            </Row>
          </>
        )}
      </Dialog>
    </Page>
  )
}

function Acts({ feed, onUrl }: { feed: Feed; onUrl: (url: string) => void }) {
  const { t } = useWords('scheduling')
  const renew = useAct('POST /calendar-feeds/{id}/address')
  const revoke = useAct('DELETE /calendar-feeds/{id}')
  const { id, name } = feed
  return (
    <Row justify="end" gap="tight">
      <IconButton
        icon="refresh"
        label={t('feeds.renewOf', { name })}
        onClick={() =>
          confirm({
            title: t('feeds.renewTitle', { name }),
            text: t('feeds.renewText'),
            act: t('feeds.renew'),
            onConfirm: async () => onUrl((await renew.do({ id })).url),
          })
        }
      />
      <IconButton
        icon="remove"
        label={t('feeds.revokeOf', { name })}
        onClick={() =>
          confirm({
            title: t('feeds.revokeTitle', { name }),
            text: t('feeds.revokeText'),
            act: t('feeds.revoke'),
            danger: true,
            onConfirm: async () => {
              await revoke.do({ id })
              notify.done(t('feeds.revoked'))
            },
          })
        }
      />
    </Row>
  )
}

function FeedForm({ onCancel, onMade }: { onCancel: () => void; onMade: (url: string) => void }) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const can = useCan()
  const make = useAct('POST /calendar-feeds')
  const staff = useApi('GET /staff', {})
  const people = (staff.data?.items ?? []).filter(
    (one) => one.isPractitioner && (can('feeds.manage') || one.id === me.staffId),
  )
  const form = useFields({
    initial: { name: '', practitionerId: '' as string | null, detail: 'busy' as Feed['detail'] },
    check: { name: required(t('feeds.nameMissing')) },
  })
  const own = people.find((one) => one.id === me.staffId) ?? people[0]
  return (
    <Form
      form={form}
      submit={t('feeds.make')}
      onCancel={onCancel}
      onSubmit={async ({ name, practitionerId, detail }) => {
        const made = await make.do({
          name: name.trim(),
          practitionerId: practitionerId || (own?.id ?? ''),
          detail,
        })
        onMade(made.url)
      }}
    >
      {people.length > 1 && (
        <SelectField
          label={t('feeds.of')}
          required
          choices={people.map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('practitionerId')}
          value={form.values.practitionerId || (own?.id ?? null)}
        />
      )}
      <TextField label={t('feeds.name')} help={t('feeds.nameHelp')} required {...form.field('name')} />
      <RadioField
        label={t('feeds.shows')}
        choices={(['busy', 'initials', 'names'] as const).map((value) => ({
          value,
          label: t(`feeds.detail.${value}`),
          help: t(`feeds.detailHelp.${value}`),
        }))}
        {...form.field('detail')}
      />
    </Form>
  )
}
