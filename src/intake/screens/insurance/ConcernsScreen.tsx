import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  EmptyState,
  notify,
  Page,
  Panel,
  Row,
  Stack,
  Text,
  TextLink,
  useCan,
  useUrlState,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { BringAnswers } from './BringAnswers.tsx'
import { CheckDrawer } from './CheckDrawer.tsx'
import { coverTone, coverWord } from './cover-words.ts'

type Concerns = Returns<'GET /cover-concerns'>

/** The desk's list: cover that is not clear before a visit, policies that clients sent, files that belong to nothing. */
export default function ConcernsScreen() {
  const { t } = useWords('intake')
  const [url, setUrl] = useUrlState({ check: '' })
  const read = useApi('GET /cover-concerns', {}, { live: ['cover_check', 'policy'] })
  const can = useCan()
  return (
    <Page
      title={t('insurance.concerns')}
      about={t('insurance.concernsAbout')}
      actions={can('insurance.manage') && <BringAnswers />}
    >
      <Await
        read={read}
        isEmpty={({ checks, policies, files }) => checks.length + policies.length + files.length === 0}
        empty={<Nothing isConnected={read.data?.isConnected ?? true} />}
      >
        {({ checks, policies, files }) => (
          <Stack>
            {checks.length > 0 && <Checks checks={checks} onOpen={(check) => setUrl({ check })} />}
            {policies.length > 0 && <Policies policies={policies} />}
            {files.length > 0 && <Files files={files} />}
          </Stack>
        )}
      </Await>
      <CheckDrawer id={url.check} onClose={() => setUrl({ check: '' })} />
    </Page>
  )
}

function Nothing({ isConnected }: { isConnected: boolean }) {
  const { t } = useWords('intake')
  const can = useCan()
  return (
    <Panel>
      <EmptyState
        icon="done"
        title={t('insurance.noConcerns')}
        text={t(isConnected ? 'insurance.noConcernsText' : 'insurance.notConnected')}
        action={
          !isConnected &&
          can('insurance.manage') && (
            <TextLink to="/settings" search={{ tab: 'insurance' }}>
              {t('insurance.connect')}
            </TextLink>
          )
        }
      />
    </Panel>
  )
}

function Checks({ checks, onOpen }: { checks: Concerns['checks']; onOpen: (id: string) => void }) {
  const { t } = useWords('intake')
  const can = useCan()
  const settle = useAct('POST /cover-checks/{id}/settlement')
  return (
    <Panel flush title={t('insurance.unclear')}>
      <DataTable
        label={t('insurance.unclear')}
        rows={checks}
        onOpen={(check) => onOpen(check.id)}
        columns={[
          {
            key: 'client',
            title: t('insurance.client'),
            render: (check) => (
              <TextLink to={`/clients/${check.clientId}`} search={{ tab: 'insurance' }}>
                {check.clientName}
              </TextLink>
            ),
          },
          {
            key: 'visit',
            title: t('insurance.nextVisit'),
            render: (check) => (check.nextVisitAt ? <When at={check.nextVisitAt} /> : '–'),
            sort: (check) => check.nextVisitAt ?? '9',
          },
          { key: 'payer', title: t('insurance.payer'), render: (check) => check.payerName, wideOnly: true },
          {
            key: 'answer',
            title: t('insurance.answer'),
            render: (check) => (
              <Stack gap="none">
                <Row>
                  <Badge tone={check.verdict === 'active' ? 'warn' : coverTone(check)}>
                    {check.verdict === 'active' ? t('insurance.needsAuthorisation') : coverWord(check, t)}
                  </Badge>
                </Row>
                {check.troubleText && (
                  <Text size="small" tone="soft">
                    {check.troubleText}
                  </Text>
                )}
              </Stack>
            ),
          },
          {
            key: 'asked',
            title: t('insurance.askedOn'),
            render: (check) => <When at={check.askedAt} ago />,
            wideOnly: true,
          },
          {
            key: 'act',
            title: '',
            align: 'right',
            render: (check) =>
              can('insurance.edit') && (
                <Button
                  icon="check"
                  onClick={() =>
                    settle
                      .do({ id: check.id })
                      .then(() => notify.done(t('insurance.settled')), notify.problem)
                  }
                >
                  {t('insurance.settle')}
                </Button>
              ),
          },
        ]}
      />
    </Panel>
  )
}

function Policies({ policies }: { policies: Concerns['policies'] }) {
  const { t } = useWords('intake')
  return (
    <Panel flush title={t('insurance.toConfirm')}>
      <DataTable
        label={t('insurance.toConfirm')}
        rows={policies}
        columns={[
          {
            key: 'client',
            title: t('insurance.client'),
            render: (policy) => (
              <TextLink to={`/clients/${policy.clientId}`} search={{ tab: 'insurance' }}>
                {policy.clientName}
              </TextLink>
            ),
          },
          { key: 'payer', title: t('insurance.payer'), render: (policy) => policy.payerName },
          {
            key: 'member',
            title: t('insurance.memberId'),
            render: (policy) => policy.memberId,
            wideOnly: true,
          },
          { key: 'sent', title: t('insurance.sentOn'), render: (policy) => <When at={policy.createdAt} /> },
        ]}
      />
    </Panel>
  )
}

function Files({ files }: { files: Concerns['files'] }) {
  const { t } = useWords('intake')
  const can = useCan()
  const settle = useAct('POST /cover-files/{id}/settlement')
  return (
    <Panel flush title={t('insurance.files')}>
      <DataTable
        label={t('insurance.files')}
        rows={files}
        columns={[
          { key: 'name', title: t('insurance.file'), render: (file) => file.name },
          { key: 'when', title: t('insurance.sentOn'), render: (file) => <When at={file.receivedAt} /> },
          {
            key: 'what',
            title: t('insurance.troubleTitle'),
            render: (file) =>
              file.faults[0]
                ? t('insurance.fault', { segment: file.faults[0].segment, text: file.faults[0].message })
                : t('insurance.unmatched', { count: file.unmatched }),
          },
          {
            key: 'act',
            title: '',
            align: 'right',
            render: (file) =>
              can('insurance.manage') && (
                <Button icon="check" onClick={() => settle.do({ id: file.id }).catch(notify.problem)}>
                  {t('insurance.settle')}
                </Button>
              ),
          },
        ]}
      />
    </Panel>
  )
}
