import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Drawer,
  EmptyState,
  Menu,
  notify,
  Panel,
  Row,
  SelectField,
  Stack,
  SwitchField,
  Text,
  useGo,
  useWords,
  When,
  confirm,
} from '../../../ui/kit/index.ts'
import { TONES } from './ClientConsents.tsx'
import { ConsentEditor } from './ConsentEditor.tsx'

export type Purpose = Returns<'GET /consents'>['items'][number]

/** What clients are asked to agree to, in exact versions, and who has not agreed. */
export default function ConsentsTab() {
  const { t } = useWords('intake')
  const list = useApi('GET /consents', { retired: 'true' }, { live: ['consent_purpose'] })
  const ready = useAct('POST /consents/ready')
  const retire = useAct('POST /consents/{key}/retirement')
  const [editing, setEditing] = useState<string | null>(null)
  const putReady = () =>
    void ready
      .do({})
      .then(({ added }) => notify.done(t('consents.added', { count: added.length })), notify.problem)
  return (
    <Stack>
      <Row justify="between">
        <Text tone="soft">{t('consents.about')}</Text>
        <Row>
          <Button onClick={putReady}>{t('consents.ready')}</Button>
          <Button kind="main" icon="add" onClick={() => setEditing('')}>
            {t('consents.new')}
          </Button>
        </Row>
      </Row>
      <Panel flush>
        <Await read={list}>
          {({ items }) => (
            <>
              <DataTable
                label={t('nav.consents')}
                rows={items}
                onOpen={(one) => setEditing(one.key)}
                empty={
                  <EmptyState
                    icon="form"
                    title={t('consents.noTexts')}
                    text={t('consents.noTextsText')}
                    action={<Button onClick={putReady}>{t('consents.ready')}</Button>}
                  />
                }
                columns={[
                  {
                    key: 'title',
                    title: t('consents.consent'),
                    render: (one) => one.title,
                    sort: (one) => one.title,
                  },
                  {
                    key: 'version',
                    title: t('staff.version'),
                    align: 'right',
                    render: (one) => one.text?.version ?? '–',
                  },
                  {
                    key: 'at',
                    title: t('consents.published'),
                    render: (one) => (one.text ? <When at={one.text.publishedAt} /> : '–'),
                    wideOnly: true,
                  },
                  {
                    key: 'state',
                    title: t('staff.stateTitle'),
                    render: (one) => (
                      <>
                        <Badge tone={one.isRetired ? 'calm' : one.text ? 'good' : 'warn'}>
                          {t(
                            one.isRetired ? 'staff.retired' : one.text ? 'staff.inUse' : 'consents.draftOnly',
                          )}
                        </Badge>
                        {one.draft && one.text && <Badge tone="warn">{t('consents.hasDraft')}</Badge>}
                      </>
                    ),
                  },
                  {
                    key: 'acts',
                    title: '',
                    align: 'right',
                    render: (one) => (
                      <Menu
                        label={t('staff.acts', { form: one.title })}
                        entries={[
                          { label: t('consents.edit'), icon: 'edit', onClick: () => setEditing(one.key) },
                          !one.isRetired && {
                            label: t('staff.retire'),
                            icon: 'archive',
                            onClick: () =>
                              confirm({
                                title: t('consents.retireTitle'),
                                text: t('consents.retireText'),
                                act: t('staff.retire'),
                                onConfirm: () => retire.do({ key: one.key }),
                              }),
                          },
                        ]}
                      />
                    ),
                  },
                ]}
              />
              <Drawer
                open={editing !== null}
                onClose={() => setEditing(null)}
                title={items.find(({ key }) => key === editing)?.title ?? t('consents.new')}
              >
                {editing !== null && (
                  <ConsentEditor
                    key={editing}
                    purpose={items.find(({ key }) => key === editing) ?? null}
                    onDone={() => setEditing(null)}
                  />
                )}
              </Drawer>
            </>
          )}
        </Await>
      </Panel>
      <NotAgreed purposes={(list.data?.items ?? []).filter(({ text, isRetired }) => text && !isRetired)} />
    </Stack>
  )
}

/** Clients who have not agreed to one of them, those who come next first. */
function NotAgreed({ purposes }: { purposes: Purpose[] }) {
  const { t } = useWords('intake')
  const go = useGo()
  const [chosen, setChosen] = useState('')
  const [coming, setComing] = useState(true)
  const key = chosen || purposes[0]?.key || ''
  const read = useApi(
    'GET /consents/{key}/missing',
    { key, coming: String(coming) as 'true' },
    { when: key !== '', keep: true, live: ['consent_act', 'consent_request'] },
  )
  if (purposes.length === 0) return null
  return (
    <Panel title={t('consents.missing')}>
      <Stack>
        <Row>
          <SelectField
            label={t('consents.consent')}
            hideLabel
            value={key}
            onChange={(next: string | null) => setChosen(next ?? '')}
            choices={purposes.map((one) => ({ value: one.key, label: one.title }))}
          />
          <SwitchField label={t('consents.coming')} value={coming} onChange={setComing} />
        </Row>
        <Await read={read}>
          {({ items }) => (
            <DataTable
              label={t('consents.missing')}
              rows={items.map((one) => ({ ...one, id: one.clientId }))}
              onOpen={(one) => go(`/clients/${one.clientId}?tab=consents`)}
              empty={
                <EmptyState icon="check" title={t('consents.allAgreed')} text={t('consents.allAgreedText')} />
              }
              columns={[
                { key: 'client', title: t('waiting.client'), render: (one) => one.clientName },
                {
                  key: 'state',
                  title: t('staff.stateTitle'),
                  render: (one) => <Badge tone={TONES[one.state]}>{t(`consents.state.${one.state}`)}</Badge>,
                },
                {
                  key: 'next',
                  title: t('consents.nextVisit'),
                  render: (one) => (one.nextVisitAt ? <When at={one.nextVisitAt} /> : '–'),
                },
              ]}
            />
          )}
        </Await>
      </Stack>
    </Panel>
  )
}
