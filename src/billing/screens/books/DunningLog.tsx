import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Day,
  EmptyState,
  Money,
  Panel,
  Row,
  StatusPill,
  Text,
  useWords,
} from '../../../ui/kit/index.ts'
import { statementHref } from '../pdf-href.ts'

type Letter = Returns<'GET /dunning/letters'>['items'][number]

/** What was written, and what became of it. */
export function DunningLog() {
  const { t } = useWords('billing')
  const letters = useApi(
    'GET /dunning/letters',
    { limit: 100 },
    { keep: true, live: ['dunning_letter', 'message'] },
  )
  return (
    <Panel title={t('books.dunning.log')} flush>
      <Await read={letters}>
        {({ items }) => (
          <DataTable
            label={t('books.dunning.log')}
            rows={items}
            rowTone={(one) => (one.state === 'stopped' ? 'soft' : undefined)}
            columns={[
              { key: 'day', title: t('day'), sort: (one) => one.day, render: (one) => <Day of={one.day} /> },
              {
                key: 'name',
                title: t('client'),
                sort: (one) => one.name,
                render: (one) => (
                  <span>
                    {one.name}
                    <Text tone="soft" size="small" as="div">
                      {one.invoices.map((each) => t('invoiceNumber', { number: each.number })).join(', ')}
                    </Text>
                  </span>
                ),
              },
              {
                key: 'step',
                title: t('books.dunning.what'),
                render: (one) =>
                  one.act === 'call' ? t('books.dunning.call') : t('books.dunning.step', { step: one.step }),
                wideOnly: true,
              },
              { key: 'state', title: t('state.label'), render: (one) => <State letter={one} /> },
              { key: 'by', title: t('madeBy'), render: (one) => one.createdBy, wideOnly: true },
              {
                key: 'amount',
                title: t('amount'),
                align: 'right',
                render: (one) => <Money of={one.totalMinor + (one.feeMinor ?? 0)} currency={one.currency} />,
              },
            ]}
            empty={
              <EmptyState
                icon="mail"
                title={t('books.dunning.noLetters')}
                text={t('books.dunning.noLettersText')}
              />
            }
          />
        )}
      </Await>
    </Panel>
  )
}

function State({ letter }: { letter: Letter }) {
  const { t } = useWords('billing')
  if (letter.invoices.every((each) => each.isPaid))
    return (
      <Badge tone="good" icon="done">
        {t('state.paid')}
      </Badge>
    )
  if (letter.state === 'print')
    return (
      <Row>
        <Badge tone="warn" icon="print">
          {t('books.dunning.states.print')}
        </Badge>
        <Button small kind="quiet" icon="download" href={statementOf(letter)}>
          PDF
        </Button>
      </Row>
    )
  return <StatusPill state={letter.state}>{t(`books.dunning.states.${letter.state}`)}</StatusPill>
}

/** What goes with a printed reminder: the account, a year back from its day. */
function statementOf({ clientId, payerId, day }: Letter): string {
  const from = `${Number(day.slice(0, 4)) - 1}${day.slice(4).replace('-02-29', '-02-28')}`
  return statementHref(payerId ? `/bill-payers/${payerId}` : `/clients/${clientId}`, { from, to: day })
}
