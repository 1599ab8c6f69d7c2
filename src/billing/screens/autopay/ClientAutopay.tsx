import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  CheckField,
  confirm,
  Day,
  Dialog,
  Facts,
  Form,
  Money,
  MoneyField,
  notify,
  Panel,
  Row,
  Stack,
  Text,
  useCan,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Autopay = Returns<'GET /clients/{id}/autopay'>

/** Whether a client's invoices are charged to their kept card by themselves; on and off on their word. */
export function ClientAutopay({ clientId }: { clientId: string }) {
  const { t } = useWords('billing')
  const can = useCan()
  const [asking, setAsking] = useState(false)
  const autopay = useApi('GET /clients/{id}/autopay', { id: clientId }, { live: ['autopay', 'saved_card'] })
  const end = useAct('POST /clients/{id}/autopay/end')
  const askEnd = () =>
    confirm({
      title: t('autopay.endTitle'),
      text: t('autopay.endText'),
      act: t('autopay.end'),
      reason: 'optional',
      onConfirm: (reason) =>
        end.do({ id: clientId, reason: reason || null }).then(() => notify.done(t('autopay.ended'))),
    })
  const found = autopay.data
  const act =
    found &&
    can('payments.take') &&
    (found.agreement ? (
      <Button small kind="quiet" onClick={askEnd}>
        {t('autopay.end')}
      </Button>
    ) : (
      <Button small disabled={!found.hasCard} onClick={() => setAsking(true)}>
        {t('autopay.start')}
      </Button>
    ))
  return (
    <Panel title={t('autopay.title')} actions={act || undefined}>
      <Await read={autopay}>{(state) => <State of={state} />}</Await>
      {found && (
        <Dialog open={asking} onClose={() => setAsking(false)} title={t('autopay.startTitle')}>
          <Start clientId={clientId} offer={found.offer} onDone={() => setAsking(false)} />
        </Dialog>
      )}
    </Panel>
  )
}

function State({ of: { agreement, hasCard } }: { of: Autopay }) {
  const { t } = useWords('billing')
  if (!agreement) return <Text tone="soft">{t(hasCard ? 'autopay.off' : 'autopay.noCard')}</Text>
  return (
    <Facts
      of={[
        [
          t('state.label'),
          <Row key="on">
            <Badge tone="good">{t('autopay.on')}</Badge>
          </Row>,
        ],
        [
          t('autopay.agreed'),
          <Row key="agreed">
            <Day of={agreement.agreedAt.slice(0, 10)} />
            <Text tone="soft">{t(`autopay.how.${agreement.how}`, { name: agreement.agreedBy })}</Text>
          </Row>,
        ],
        [
          t('autopay.limit'),
          agreement.limitMinor === null ? (
            t('autopay.noLimit')
          ) : (
            <Money key="limit" of={agreement.limitMinor} />
          ),
        ],
        [t('autopay.words'), agreement.text],
      ]}
    />
  )
}

interface StartProps {
  clientId: string
  offer: Autopay['offer']
  onDone: () => void
}

function Start({ clientId, offer, onDone }: StartProps) {
  const { t } = useWords('billing')
  const start = useAct('POST /clients/{id}/autopay')
  const form = useFields({
    initial: { limitMinor: offer.limitMinor as number | null, agrees: false },
    check: { agrees: (yes) => (yes ? null : t('autopay.askFirst')) },
  })
  return (
    <Form
      form={form}
      submit={t('autopay.start')}
      onCancel={onDone}
      onSubmit={async ({ limitMinor }) => {
        await start.do({ id: clientId, clientAgrees: true, limitMinor })
        notify.done(t('autopay.started'))
        onDone()
      }}
    >
      <Stack gap="tight">
        <Text tone="soft">{t('autopay.readOut')}</Text>
        <Text>{offer.text}</Text>
      </Stack>
      <MoneyField label={t('autopay.limit')} help={t('autopay.limitHelp')} {...form.field('limitMinor')} />
      <CheckField label={t('autopay.agrees')} {...form.field('agrees')} />
    </Form>
  )
}
