import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  confirm,
  DataTable,
  EmptyState,
  Menu,
  notify,
  Panel,
  Row,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'

export type PaymentCard = Returns<'GET /clients/{id}/payment-cards'>['items'][number]

/** The cards that a client keeps with the practice, and the link on which they keep one. */
export function ClientCards({ clientId }: { clientId: string }) {
  const { t } = useWords('billing')
  const can = useCan()
  const cards = useApi('GET /clients/{id}/payment-cards', { id: clientId }, { live: ['saved_card'] })
  const link = useAct('POST /clients/{id}/card-link', { refresh: [] })
  const copyLink = async () => {
    try {
      const { url } = await link.do({ id: clientId })
      await navigator.clipboard.writeText(url)
      notify.done(t('card.linkCopied'))
    } catch (error) {
      notify.problem(error)
    }
  }
  const ask = can('payments.take') && (
    <Button small icon="link" busy={link.busy} onClick={copyLink}>
      {t('card.link')}
    </Button>
  )
  return (
    <Panel title={t('card.title')} actions={ask || undefined} flush>
      <Await read={cards}>{({ items }) => <CardTable cards={items} />}</Await>
    </Panel>
  )
}

function CardTable({ cards }: { cards: PaymentCard[] }) {
  const { t } = useWords('billing')
  const can = useCan()
  return (
    <DataTable
      label={t('card.title')}
      rows={cards}
      id={(one) => one.id}
      columns={[
        {
          key: 'card',
          title: t('card.card'),
          render: (one) => (
            <Row>
              {cardName(one)}
              {one.isDefault && <Badge tone="info">{t('card.default')}</Badge>}
            </Row>
          ),
        },
        {
          key: 'until',
          title: t('card.until'),
          render: (one) => (
            <Row>
              {`${String(one.expMonth).padStart(2, '0')}/${one.expYear}`}
              {one.isExpired && <Badge tone="warn">{t('card.expired')}</Badge>}
            </Row>
          ),
        },
        {
          key: 'acts',
          title: t('moreActs'),
          align: 'right',
          render: (one) => can('payments.take') && <CardActs card={one} />,
        },
      ]}
      empty={<EmptyState icon="card" title={t('card.none')} text={t('card.noneText')} />}
    />
  )
}

function CardActs({ card }: { card: PaymentCard }) {
  const { t } = useWords('billing')
  const choose = useAct('POST /payment-cards/{id}/default')
  const remove = useAct('DELETE /payment-cards/{id}')
  const askRemove = () =>
    confirm({
      title: t('card.removeTitle', { card: cardName(card) }),
      text: t('card.removeText'),
      act: t('card.remove'),
      danger: true,
      onConfirm: () => remove.do({ id: card.id }).then(() => notify.done(t('card.removed'))),
    })
  return (
    <Menu
      label={t('card.acts', { card: cardName(card) })}
      entries={[
        !card.isDefault && {
          label: t('card.choose'),
          icon: 'check',
          onClick: () => choose.do({ id: card.id }).catch(notify.problem),
        },
        { label: t('card.remove'), icon: 'remove', danger: true, onClick: askRemove },
      ]}
    />
  )
}

/** 'Visa •••• 4242' */
export function cardName({ brand, last4 }: { brand: string; last4: string }): string {
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} •••• ${last4}`
}
