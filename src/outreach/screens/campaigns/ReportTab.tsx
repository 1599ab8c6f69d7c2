import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  DataTable,
  EmptyState,
  Panel,
  Person,
  Stack,
  Stat,
  StatusPill,
  Text,
  useFormat,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'

/** What became of a campaign: figures, and its people with what they were told last. */
export function ReportTab({ id }: { id: string }) {
  const { t } = useWords('outreach')
  const format = useFormat()
  const go = useGo()
  const read = useApi('GET /campaigns/{id}/report', { id }, { live: ['campaign', 'message', 'appointment'] })
  return (
    <Await read={read}>
      {({ figures, people }) => (
        <Stack>
          <Columns of={5} gap="tight">
            {(['people', 'planned', 'sent', 'skipped', 'bookedAfter'] as const).map((key) => (
              <Stat
                key={key}
                label={t(`campaigns.figure.${key}`)}
                value={format.number(figures[key])}
                about={t(`campaigns.figureAbout.${key}`, {
                  goalMet: figures.goalMet,
                  failed: figures.failed,
                })}
              />
            ))}
          </Columns>
          <Panel flush>
            <DataTable
              label={t('campaigns.people')}
              rows={people}
              onOpen={(row) => go(`/clients/${row.clientId}`)}
              empty={
                <EmptyState icon="clients" title={t('campaigns.nobody')} text={t('campaigns.nobodyText')} />
              }
              columns={[
                { key: 'who', title: t('campaigns.who'), render: (row) => <Person name={row.clientName} /> },
                {
                  key: 'state',
                  title: t('campaigns.stateWord'),
                  render: (row) => t(`campaigns.run.${row.state}`),
                },
                {
                  key: 'began',
                  title: t('campaigns.began'),
                  render: (row) => format.when(row.beganAt),
                  wideOnly: true,
                },
                {
                  key: 'last',
                  title: t('campaigns.lastMessage'),
                  render: (row) =>
                    row.lastMessage ? (
                      <StatusPill state={row.lastMessage}>
                        {t(`recalls.message.${row.lastMessage}`)}
                      </StatusPill>
                    ) : (
                      '–'
                    ),
                },
                {
                  key: 'why',
                  title: t('campaigns.why'),
                  wideOnly: true,
                  render: (row) => (
                    <Text size="small" tone="soft">
                      {row.endedBecause ?? row.why}
                    </Text>
                  ),
                },
              ]}
            />
          </Panel>
        </Stack>
      )}
    </Await>
  )
}
