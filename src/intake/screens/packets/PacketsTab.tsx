import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  notify,
  Panel,
  Row,
  Stack,
  Text,
  useGo,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { PacketPreview } from './PacketPreview.tsx'
import { ReachDialog } from './ReachDialog.tsx'
import { RuleForm } from './RuleForm.tsx'
import { useRuleWords } from './use-rule-words.ts'

export type PacketRule = Returns<'GET /packet-rules'>['items'][number]

/** Which forms and consents go out by themselves: the rules, who would get what, and what is missing this week. */
export default function PacketsTab() {
  const { t } = useWords('intake')
  const rules = useApi('GET /packet-rules', {}, { live: ['packet_rule'] })
  const ready = useAct('POST /packet-rules/ready')
  const [editing, setEditing] = useState<PacketRule | 'new' | null>(null)
  const [reaching, setReaching] = useState(false)
  const words = useRuleWords()
  const turn = useAct('POST /packet-rules/{id}/switch')
  return (
    <Stack>
      <Row justify="between">
        <Text tone="soft">{t('packets.about')}</Text>
        <Row gap="tight">
          <Button icon="refresh" onClick={() => setReaching(true)}>
            {t('packets.reach')}
          </Button>
          <Button kind="main" icon="add" onClick={() => setEditing('new')}>
            {t('packets.add')}
          </Button>
        </Row>
      </Row>
      <Panel title={t('packets.rules')} flush>
        <Await read={rules}>
          {({ items }) => (
            <DataTable
              label={t('packets.rules')}
              rows={items}
              onOpen={setEditing}
              empty={
                <EmptyState
                  icon="form"
                  title={t('packets.none')}
                  text={t('packets.noneText')}
                  action={
                    <Button onClick={() => void ready.do({}).catch(notify.problem)}>
                      {t('packets.ready')}
                    </Button>
                  }
                />
              }
              columns={[
                { key: 'title', title: t('packets.rule'), render: (one) => one.title },
                { key: 'items', title: t('packets.asksFor'), render: (one) => words.items(one) },
                { key: 'who', title: t('packets.who'), render: (one) => words.who(one), wideOnly: true },
                { key: 'when', title: t('packets.when'), render: (one) => words.when(one), wideOnly: true },
                {
                  key: 'on',
                  title: t('staff.stateTitle'),
                  render: (one) => (
                    <Badge tone={one.isOn ? 'good' : 'calm'}>
                      {t(one.isOn ? 'packets.on' : 'packets.off')}
                    </Badge>
                  ),
                },
                {
                  key: 'acts',
                  title: '',
                  align: 'right',
                  render: (one) => (
                    <Button
                      small
                      kind="quiet"
                      onClick={() => void turn.do({ id: one.id, on: !one.isOn }).catch(notify.problem)}
                    >
                      {t(one.isOn ? 'packets.turnOff' : 'packets.turnOn')}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </Await>
      </Panel>
      <PacketPreview />
      <NextDays />
      <Dialog
        open={editing !== null}
        onClose={() => setEditing(null)}
        title={editing === 'new' ? t('packets.add') : t('packets.change')}
        size="large"
      >
        {editing && (
          <RuleForm
            rule={editing === 'new' ? null : editing}
            onDone={(saved) => {
              setEditing(null)
              // Whoever changes a rule is shown at once whom it could reach now.
              if (saved) setReaching(true)
            }}
          />
        )}
      </Dialog>
      <ReachDialog open={reaching} onClose={() => setReaching(false)} />
    </Stack>
  )
}

function NextDays() {
  const { t } = useWords('intake')
  const go = useGo()
  const read = useApi(
    'GET /packet-preview/next-days',
    { days: 7 },
    { live: ['form_request', 'consent_request', 'appointment'] },
  )
  return (
    <Panel title={t('packets.next')} flush>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('packets.next')}
            rows={items.map((one) => ({ ...one, id: one.appointmentId }))}
            onOpen={(one) => go(`/clients/${one.clientId}`)}
            empty={<EmptyState icon="form" title={t('packets.allThere')} text={t('packets.allThereText')} />}
            columns={[
              {
                key: 'at',
                title: t('staff.visit'),
                render: (one) => <When at={one.startsAt} zone={one.zone} />,
              },
              { key: 'client', title: t('waiting.client'), render: (one) => one.clientName },
              {
                key: 'service',
                title: t('packets.service'),
                render: (one) => one.serviceName,
                wideOnly: true,
              },
              {
                key: 'missing',
                title: t('waiting.missing'),
                render: (one) => (
                  <Row>
                    {one.missing.map(({ key, title, blocks, state }) => (
                      <Badge key={key} tone={blocks ? 'bad' : 'warn'}>
                        {[title, t(`packets.state.${state}`)].join(': ')}
                      </Badge>
                    ))}
                  </Row>
                ),
              },
            ]}
          />
        )}
      </Await>
    </Panel>
  )
}
