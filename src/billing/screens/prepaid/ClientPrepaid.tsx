import { useState } from 'react'
import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  DataTable,
  Day,
  Dialog,
  Money,
  Panel,
  Row,
  StatusPill,
  Text,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import { MemberActs, PackageActs } from './PrepaidActs.tsx'
import { Extend, Join, SellPackage } from './PrepaidForms.tsx'

type Prepaid = Returns<'GET /clients/{id}/prepaid'>
export type Held = Prepaid['packages'][number]
export type Member = Prepaid['memberships'][number]

/** Packages and memberships of a client: what is left, until when, and what can be done with them. */
export function ClientPrepaid({ clientId }: { clientId: string }) {
  const { t } = useWords('billing')
  const can = useCan()
  const read = useApi(
    'GET /clients/{id}/prepaid',
    { id: clientId },
    { live: ['package', 'membership', 'invoice'] },
  )
  const [selling, setSelling] = useState<'package' | 'membership' | null>(null)
  const [extending, setExtending] = useState<Held | null>(null)
  const close = () => setSelling(null)
  const acts = can('invoices.manage') && (
    <Row>
      <Button small icon="add" onClick={() => setSelling('package')}>
        {t('prepaid.sellPackage')}
      </Button>
      <Button small icon="add" onClick={() => setSelling('membership')}>
        {t('prepaid.join')}
      </Button>
    </Row>
  )
  const rows = [
    ...(read.data?.packages ?? []).map((one) => ({ id: one.id, held: one, member: null })),
    ...(read.data?.memberships ?? []).map((one) => ({ id: one.id, held: null, member: one })),
  ]
  return (
    <Panel title={t('prepaid.title')} flush actions={acts}>
      <DataTable
        label={t('prepaid.title')}
        rows={rows}
        loading={!read.data}
        columns={[
          {
            key: 'name',
            title: t('shop.name'),
            render: ({ held, member }) =>
              held ? <PackageName held={held} clientId={clientId} /> : <MemberName member={member!} />,
          },
          {
            key: 'left',
            title: t('prepaid.left'),
            render: ({ held, member }) =>
              held ? (
                <Left held={held} />
              ) : (
                t('prepaid.visitsOf', { left: member!.visitsLeft, count: member!.visits })
              ),
          },
          {
            key: 'until',
            title: t('prepaid.expires'),
            wideOnly: true,
            render: ({ held, member }) => (
              <Until day={held ? held.expiresOn : (member!.endsOn ?? member!.nextOn)} />
            ),
          },
          {
            key: 'state',
            title: t('prepaid.stands'),
            render: ({ held, member }) => (
              <StatusPill state={(held ?? member)!.state}>
                {t(`prepaid.state.${(held ?? member)!.state}`)}
              </StatusPill>
            ),
          },
          {
            key: 'act',
            title: t('till.acts'),
            align: 'right',
            width: 76,
            render: ({ held, member }) =>
              held ? (
                <PackageActs held={held} onExtend={() => setExtending(held)} />
              ) : (
                <MemberActs member={member!} />
              ),
          },
        ]}
        empty={<Text tone="soft">{t('prepaid.none')}</Text>}
      />
      <Dialog
        open={selling !== null}
        onClose={close}
        title={t(selling === 'membership' ? 'prepaid.join' : 'prepaid.sellPackage')}
        size="small"
      >
        {selling === 'package' && <SellPackage clientId={clientId} onDone={close} />}
        {selling === 'membership' && <Join clientId={clientId} onDone={close} />}
      </Dialog>
      <Dialog
        open={extending !== null}
        onClose={() => setExtending(null)}
        title={t('prepaid.extend')}
        size="small"
      >
        {extending && <Extend held={extending} onDone={() => setExtending(null)} />}
      </Dialog>
    </Panel>
  )
}

const Until = ({ day }: { day: string | null }) => (day ? <Day of={day} /> : <>–</>)

function PackageName({ held, clientId }: { held: Held; clientId: string }) {
  const { t } = useWords('billing')
  return (
    <span>
      {held.name}{' '}
      {held.isUnpaid && (
        <Badge tone="warn" icon="cash">
          {t('prepaid.unpaid')}
        </Badge>
      )}
      <Text tone="soft" size="small" as="div">
        {[
          held.serviceNames.join(', ') || t('prepaid.allServices'),
          held.clientId !== clientId && t('prepaid.of', { name: held.clientName }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </span>
  )
}

function MemberName({ member }: { member: Member }) {
  const { t } = useWords('billing')
  return (
    <span>
      {member.name}
      <Text tone="soft" size="small" as="div">
        <Money of={member.priceMinor} currency={member.currency} /> {t(`prepaid.every.${member.every}`)}
      </Text>
    </span>
  )
}

/** What is left of a package, in visits or money. */
export function Left({ held }: { held: Held }) {
  const { t } = useWords('billing')
  if (held.unit === 'amount') return <Money of={held.unitsLeft} currency={held.currency} />
  return <>{t('prepaid.visitsOf', { left: held.unitsLeft, count: held.units })}</>
}
