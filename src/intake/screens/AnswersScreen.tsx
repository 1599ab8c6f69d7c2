import { useState, type ReactNode } from 'react'
import { urlOf, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  Facts,
  FileLink,
  Notice,
  Page,
  Panel,
  Stack,
  Text,
  When,
  usePathParams,
  useWords,
} from '../../ui/kit/index.ts'
import { OpenAlert, See, type Alert } from './ClientAlerts.tsx'
import { strokesPath } from './strokes-path.ts'
import classes from './intake.module.css'

type Answered = Returns<'GET /form-requests/{id}'>

/** What a client answered and signed, in the order of the form. */
export default function AnswersScreen() {
  const { id } = usePathParams()
  const read = useApi('GET /form-requests/{id}', { id: id! })
  return <Await read={read}>{(found) => <Answers found={found} />}</Await>
}

function Answers({ found }: { found: Answered }) {
  const { t } = useWords('intake')
  const { request, sections, signature } = found
  const { clientId } = request
  const read = useApi('GET /clients/{clientId}/form-alerts', { clientId }, { live: ['form_request'] })
  const alerts = (read.data?.items ?? []).filter(({ formRequestId }) => formRequestId === request.id)
  const alarming = new Set(alerts.map(({ linkId }) => linkId))
  return (
    <Page
      title={request.formTitle}
      about={request.clientName}
      width="reading"
      actions={
        request.state === 'completed' && (
          <Button icon="download" href={urlOf('GET /form-requests/{id}/pdf', { id: request.id })}>
            {t('staff.pdf')}
          </Button>
        )
      }
      crumbs={[
        { label: request.clientName, to: `/clients/${request.clientId}?tab=forms` },
        { label: t('nav.forms') },
      ]}
    >
      <Stack>
        <Alerts of={alerts} />
        {sections.map((section, index) => (
          <Section key={index} section={section} request={request.id} alarming={alarming} />
        ))}
        {signature && (
          <Panel title={t('staff.signature')}>
            {signature.method === 'drawn' && (
              <Drawn strokes={signature.strokes} name={signature.signerName} />
            )}
            <Facts
              of={[
                [t('staff.signer'), `${signature.signerName} (${t(`staff.relation.${signature.relation}`)})`],
                [t('staff.signedAt'), <When key="at" at={signature.signedAt} />],
                [t('staff.from'), signature.address],
                [
                  t('staff.seal'),
                  <span key="seal" className={classes.seal}>
                    {signature.documentSha256}
                  </span>,
                ],
              ]}
            />
          </Panel>
        )}
      </Stack>
    </Page>
  )
}

type SectionRow = Answered['sections'][number]

/** What a form says must be looked at: until it is, and afterwards who did and what was done. */
function Alerts({ of }: { of: readonly Alert[] }) {
  const { t } = useWords('intake')
  const [seeing, setSeeing] = useState<Alert | null>(null)
  return (
    <>
      {of.map((alert) =>
        alert.seenAt === null ? (
          <OpenAlert key={alert.id} alert={alert} onSee={() => setSeeing(alert)} />
        ) : (
          <Notice key={alert.id} title={alert.words}>
            {t('alert.by', { name: alert.seenBy ?? '' })} <When at={alert.seenAt} />
            {alert.note && <p className={classes.said}>{alert.note}</p>}
          </Notice>
        ),
      )}
      <Dialog open={seeing !== null} onClose={() => setSeeing(null)} title={t('alert.seeTitle')} size="small">
        {seeing && <See alert={seeing} onDone={() => setSeeing(null)} />}
      </Dialog>
    </>
  )
}

interface SectionProps {
  section: SectionRow
  request: string
  alarming: ReadonlySet<string>
}

function Section({ section, request, alarming }: SectionProps) {
  return (
    <Panel title={section.title}>
      <Stack>
        {section.facts.length > 0 && (
          <Facts
            of={section.facts.map((fact): [string, ReactNode] => [
              fact.question,
              <Said key={fact.linkId} fact={fact} request={request} isAlarming={alarming.has(fact.linkId)} />,
            ])}
          />
        )}
        {section.tables.map((table) => (
          <DataTable
            key={table.title}
            label={table.title}
            rows={table.rows.map((cells, index) => ({ id: String(index), cells }))}
            columns={table.columns.map((title, at) => ({
              key: String(at),
              title,
              render: (row: { cells: string[] }) => row.cells[at] ?? '',
            }))}
          />
        ))}
      </Stack>
    </Panel>
  )
}

interface SaidProps {
  fact: SectionRow['facts'][number]
  request: string
  isAlarming: boolean
}

/** The answer as it was typed; a score with what it means; files to open. */
function Said({ fact, request, isAlarming }: SaidProps) {
  const { t } = useWords('intake')
  if (fact.files.length > 0)
    return (
      <Stack gap="tight">
        {fact.files.map((file) => (
          <FileLink
            key={file.id}
            file={file}
            href={urlOf('GET /form-requests/{id}/files/{fileId}', { id: request, fileId: file.id })}
          />
        ))}
      </Stack>
    )
  return (
    <>
      <span className={classes.said}>{fact.answer}</span>{' '}
      {fact.note && <Badge tone="calm">{fact.note}</Badge>}
      {isAlarming && (
        <Badge tone="bad" icon="alert">
          {t('builder.tab.alert')}
        </Badge>
      )}
    </>
  )
}

function Drawn({ strokes, name }: { strokes: unknown; name: string }) {
  const { t } = useWords('intake')
  const { path, viewBox } = strokesPath(strokes)
  if (!path) return <Text tone="soft">{t('staff.noDrawing')}</Text>
  return (
    <svg
      className={classes.signature}
      viewBox={viewBox}
      role="img"
      aria-label={t('staff.signatureOf', { name })}
    >
      <path d={path} />
    </svg>
  )
}
