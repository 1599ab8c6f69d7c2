import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Code,
  DataTable,
  Day,
  Drawer,
  Facts,
  Heading,
  Money,
  notify,
  Row,
  Stack,
  Text,
  useCan,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { codeWord, coverTone, coverWord, serviceWords, type Line, type Statement } from './cover-words.ts'
import { statementRows } from './statement-rows.ts'

/** One check: what the payer said in plain words, and both texts as they were. */
export function CheckDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords('intake')
  return (
    <Drawer open={id !== ''} onClose={onClose} title={t('insurance.checkTitle')} size="large">
      {id !== '' && <CheckDetails id={id} />}
    </Drawer>
  )
}

function CheckDetails({ id }: { id: string }) {
  const { t } = useWords('intake')
  const can = useCan()
  const read = useApi('GET /cover-checks/{id}', { id }, { live: ['cover_check'] })
  const settle = useAct('POST /cover-checks/{id}/settlement')
  const [isRaw, setRaw] = useState(false)
  return (
    <Await read={read}>
      {({ check, statement, request, answer }) => (
        <Stack>
          <Row justify="between">
            <Row>
              <Badge tone={coverTone(check)}>{coverWord(check, t)}</Badge>
              {check.needsAuthorisation && <Badge tone="warn">{t('insurance.needsAuthorisation')}</Badge>}
            </Row>
            {can('insurance.edit') &&
              !check.settledAt &&
              (check.state === 'failed' || check.state === 'answered') && (
                <Button
                  icon="check"
                  busy={settle.busy}
                  onClick={() =>
                    settle
                      .do({ id, note: null })
                      .then(() => notify.done(t('insurance.settled')), notify.problem)
                  }
                >
                  {t('insurance.settle')}
                </Button>
              )}
          </Row>
          <Facts
            of={[
              [t('insurance.payer'), check.payerName],
              [t('insurance.memberId'), <Code key="member">{check.memberId}</Code>],
              [t('insurance.forDay'), <Day key="day" of={check.serviceOn} />],
              [
                t('insurance.askedBy'),
                <span key="asked">
                  {check.askedBy} · <When at={check.askedAt} />
                </span>,
              ],
              ...(check.answeredAt
                ? [
                    [t('insurance.answeredOn'), <When key="when" at={check.answeredAt} />] as [
                      string,
                      React.ReactNode,
                    ],
                  ]
                : []),
              ...(check.troubleText
                ? [[t('insurance.troubleTitle'), check.troubleText] as [string, React.ReactNode]]
                : []),
              ...(check.settledBy
                ? [
                    [
                      t('insurance.settledBy'),
                      [check.settledBy, check.settledNote].filter(Boolean).join(': '),
                    ] as [string, React.ReactNode],
                  ]
                : []),
            ]}
          />
          {statement && <StatementView statement={statement} />}
          <Button kind="quiet" icon={isRaw ? 'hide' : 'show'} onClick={() => setRaw(!isRaw)}>
            {t('insurance.texts')}
          </Button>
          {isRaw && (
            <Stack gap="tight">
              <Heading>{t('insurance.question')}</Heading>
              <Raw text={request} />
              {answer && <Heading>{t('insurance.answer')}</Heading>}
              {answer && <Raw text={answer} />}
            </Stack>
          )}
        </Stack>
      )}
    </Await>
  )
}

function Raw({ text }: { text: string }) {
  return (
    <Stack gap="none">
      {text
        .split(/(?<=~)\s*/)
        .filter(Boolean)
        .map((line, index) => (
          <Code key={index}>{line}</Code>
        ))}
    </Stack>
  )
}

function StatementView({ statement }: { statement: Statement }) {
  const { t } = useWords('intake')
  const facts: [string, React.ReactNode][] = []
  if (statement.plan) facts.push([t('insurance.plan'), statement.plan])
  if (statement.groupNumber) facts.push([t('insurance.group'), statement.groupNumber])
  if (statement.member?.name) facts.push([t('insurance.insured'), statement.member.name])
  if (statement.coverFrom) facts.push([t('insurance.from'), <Day key="from" of={statement.coverFrom} />])
  if (statement.coverTo) facts.push([t('insurance.to'), <Day key="to" of={statement.coverTo} />])
  if (statement.covered.length > 0) facts.push([t('insurance.covered'), serviceWords(statement.covered, t)])
  if (statement.otherPayers.length > 0)
    facts.push([t('insurance.otherPayers'), statement.otherPayers.join(', ')])
  return (
    <Stack>
      {facts.length > 0 && <Facts of={facts} />}
      {statement.rejections.map(({ code, segment }) => (
        <Text key={segment}>{codeWord('rejection', code, t)}</Text>
      ))}
      {statement.lines.length > 0 && (
        <DataTable
          label={t('insurance.lines')}
          rows={statementRows(statement.lines)}
          columns={[
            { key: 'kind', title: t('insurance.what'), render: ({ line }) => <Kind line={line} /> },
            {
              key: 'value',
              title: t('insurance.value'),
              align: 'right',
              render: ({ line, left }) => (left === line ? '–' : <Value line={line} />),
            },
            {
              key: 'left',
              title: t('insurance.left'),
              align: 'right',
              render: ({ left }) => (left ? <Value line={left} /> : ''),
            },
            {
              key: 'network',
              title: t('insurance.networkTitle'),
              render: ({ line }) => t(`insurance.network.${line.network}`),
              wideOnly: true,
            },
            {
              key: 'for',
              title: t('insurance.forWhat'),
              render: ({ line }) => serviceWords(line.serviceTypes, t),
              wideOnly: true,
            },
          ]}
        />
      )}
      {statement.messages.map((text) => (
        <Text key={text} size="small" tone="soft">
          {text}
        </Text>
      ))}
    </Stack>
  )
}

function Kind({ line }: { line: Line }) {
  const { t } = useWords('intake')
  const name =
    line.kind === 'other' ? t('insurance.code', { code: line.code }) : t(`insurance.kind.${line.kind}`)
  const about = [
    line.period && !line.isRemaining && codeWord('period', line.period, t),
    line.level === 'family' ? t('insurance.family') : '',
    line.needsAuthorisation ? t('insurance.needsAuthorisation') : '',
  ].filter(Boolean)
  return (
    <Stack gap="none">
      <span>{name}</span>
      {about.length > 0 && (
        <Text size="small" tone="soft" as="span">
          {about.join(' · ')}
        </Text>
      )}
      {line.messages.map((text) => (
        <Text key={text} size="small" tone="soft" as="span">
          {text}
        </Text>
      ))}
    </Stack>
  )
}

function Value({ line }: { line: Line }) {
  const { t } = useWords('intake')
  if (line.amountMinor !== null) return <Money of={line.amountMinor} />
  if (line.percent !== null) return <span>{line.percent} %</span>
  if (line.quantity)
    return (
      <span>
        {line.quantity.value} {codeWord('unit', line.quantity.unit, t)}
      </span>
    )
  return <span>–</span>
}
