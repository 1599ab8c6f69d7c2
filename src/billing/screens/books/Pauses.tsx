import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Day,
  DayField,
  Dialog,
  EmptyState,
  Form,
  notify,
  Panel,
  required,
  Text,
  TextField,
  useCan,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

/** Who is left in peace at the moment. */
export function Pauses() {
  const { t } = useWords('billing')
  const can = useCan()
  const pauses = useApi('GET /dunning/pauses', {}, { live: ['dunning_pause'] })
  const end = useAct('POST /dunning/pauses/{id}/end')
  return (
    <Panel title={t('books.dunning.pauses')} flush>
      <Await read={pauses}>
        {({ items }) => (
          <DataTable
            label={t('books.dunning.pauses')}
            rows={items}
            columns={[
              {
                key: 'who',
                title: t('client'),
                render: (one) => (
                  <span>
                    {one.payerName ?? one.clientName}
                    <Text tone="soft" size="small" as="div">
                      {one.invoiceNumber
                        ? t('invoiceNumber', { number: one.invoiceNumber })
                        : t('books.dunning.everything')}
                    </Text>
                  </span>
                ),
              },
              { key: 'why', title: t('reason'), render: (one) => one.reason },
              {
                key: 'until',
                title: t('books.dunning.until'),
                render: (one) => (one.until ? <Day of={one.until} /> : t('books.dunning.untilEnded')),
              },
              { key: 'by', title: t('madeBy'), render: (one) => one.createdBy, wideOnly: true },
              {
                key: 'act',
                title: '',
                align: 'right',
                render: (one) =>
                  can('dunning.manage') && (
                    <Button
                      small
                      kind="quiet"
                      onClick={() =>
                        end
                          .do({ id: one.id })
                          .then(() => notify.done(t('books.dunning.ended')), notify.problem)
                      }
                    >
                      {t('books.dunning.end')}
                    </Button>
                  ),
              },
            ]}
            empty={
              <EmptyState
                icon="done"
                title={t('books.dunning.noPauses')}
                text={t('books.dunning.noPausesText')}
              />
            }
          />
        )}
      </Await>
    </Panel>
  )
}

interface PauseProps {
  whose: { clientId?: string; payerId?: string; invoiceId?: string }
  name: string
  onDone: () => void
}

/** Leaves somebody in peace, with a reason and until a day. */
export function PauseDialog({ whose, name, onDone }: PauseProps) {
  const { t } = useWords('billing')
  const pause = useAct('POST /dunning/pauses')
  const form = useFields<{ reason: string; until: string | null }>({
    initial: { reason: '', until: null },
    check: { reason: required(t('reasonMissing')) },
  })
  return (
    <Dialog open onClose={onDone} title={t('books.dunning.pauseTitle', { name })}>
      <Form
        form={form}
        submit={t('books.dunning.pause')}
        onCancel={onDone}
        onSubmit={async (values) => {
          await pause.do({ ...whose, ...values })
          notify.done(t('books.dunning.paused'))
          onDone()
        }}
      >
        <TextField label={t('reason')} required {...form.field('reason')} />
        <DayField
          label={t('books.dunning.until')}
          help={t('books.dunning.untilHelp')}
          {...form.field('until')}
        />
      </Form>
    </Dialog>
  )
}
