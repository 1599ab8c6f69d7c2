import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Menu,
  Panel,
  Row,
  SelectField,
  Stack,
  StatusPill,
  When,
  confirm,
  notify,
  required,
  useCan,
  useFields,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'
import { ChartChanges } from './ChartChanges.tsx'
import type { PartProps } from '../../ui/staff/index.ts'

type FormRequest = Returns<'GET /form-requests'>['items'][number]

/** Which forms a client was asked for and how far they are: the tab on the client's page. */
export default function ClientForms({ id: clientId }: PartProps) {
  const { t } = useWords('intake')
  const can = useCan()
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const list = useApi('GET /form-requests', { clientId }, { live: ['form_request'] })
  return (
    <Stack>
      {can('forms.decide_changes') && <ChartChanges clientId={clientId} />}
      <Row justify="end">
        {can('forms.request') && (
          <Button kind="main" icon="send" onClick={() => setAsking(true)}>
            {t('staff.ask')}
          </Button>
        )}
      </Row>
      <Panel flush>
        <Await
          read={list}
          isEmpty={({ items }) => items.length === 0}
          empty={<EmptyState icon="form" title={t('staff.none')} text={t('staff.noneText')} />}
        >
          {({ items }) => (
            <DataTable
              label={t('nav.forms')}
              rows={items}
              {...(can('forms.see_answers')
                ? {
                    onOpen: (one: FormRequest) => one.state === 'completed' && go(`/form-requests/${one.id}`),
                  }
                : {})}
              columns={[
                { key: 'form', title: t('staff.form'), render: (one) => one.formTitle },
                {
                  key: 'visit',
                  title: t('staff.visit'),
                  render: (one) => (one.appointmentStartsAt ? <When at={one.appointmentStartsAt} /> : '–'),
                  wideOnly: true,
                },
                {
                  key: 'asked',
                  title: t('staff.asked'),
                  render: (one) => <When at={one.requestedAt} />,
                  sort: (one) => one.requestedAt,
                  wideOnly: true,
                },
                {
                  key: 'state',
                  title: t('staff.stateTitle'),
                  render: (one) => <StatusPill state={one.state}>{t(`staff.state.${one.state}`)}</StatusPill>,
                },
                { key: 'acts', title: '', align: 'right', render: (one) => <Acts request={one} /> },
              ]}
            />
          )}
        </Await>
      </Panel>
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('staff.ask')} size="small">
        <Ask clientId={clientId} onDone={() => setAsking(false)} />
      </Dialog>
    </Stack>
  )
}

function Acts({ request }: { request: FormRequest }) {
  const { t } = useWords('intake')
  const link = useAct('POST /form-requests/{id}/link')
  const withdraw = useAct('POST /form-requests/{id}/withdrawal')
  const open = () =>
    link.do({ id: request.id }).then(({ url }) => void window.open(url, '_blank', 'noopener'), notify.problem)
  return (
    <Menu
      label={t('staff.acts', { form: request.formTitle })}
      entries={[
        request.can.open && { label: t('staff.openHere'), icon: 'external', onClick: () => void open() },
        request.can.withdraw && {
          label: t('staff.withdraw'),
          icon: 'close',
          onClick: () =>
            confirm({
              title: t('staff.withdrawTitle'),
              act: t('staff.withdraw'),
              reason: 'required',
              onConfirm: (reason) => withdraw.do({ id: request.id, reason }),
            }),
        },
      ]}
    />
  )
}

function Ask({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('intake')
  const forms = useApi('GET /forms', {})
  const ask = useAct('POST /clients/{clientId}/form-requests')
  const form = useFields({ initial: { formKey: '' }, check: { formKey: required(t('staff.chooseForm')) } })
  return (
    <Form
      form={form}
      submit={t('staff.ask')}
      onCancel={onDone}
      onSubmit={async ({ formKey }) => {
        await ask.do({ clientId, formKey })
        notify.done(t('staff.sent'))
        onDone()
      }}
    >
      <SelectField
        label={t('staff.form')}
        required
        choices={(forms.data?.items ?? []).map(({ key, title }) => ({ value: key, label: title }))}
        {...form.field('formKey')}
      />
    </Form>
  )
}
