import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  confirm,
  Day,
  Dialog,
  EmptyState,
  IconButton,
  notify,
  Panel,
  Person,
  Row,
  Stack,
  TextLink,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Client } from '../client-fields.tsx'
import { RelationshipForm } from './RelationshipForm.tsx'
import { RIGHTS, type Relationship } from './rights.ts'

/** Who may act for this client and for whom they may act, each right on its own. */
export function FamilyTab({ client }: { client: Client }) {
  const { t } = useWords('clients')
  const can = useCan()
  const read = useApi('GET /clients/{id}/relationships', { id: client.id })
  const [adding, setAdding] = useState(false)
  const addButton = can('clients.edit') && (
    <Button icon="add" onClick={() => setAdding(true)}>
      {t('family.add')}
    </Button>
  )
  return (
    <Panel title={t('tab.family')} actions={addButton}>
      <Await
        read={read}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="care" title={t('family.none')} text={t('family.noneText')} />}
      >
        {({ items }) => <RelationshipList items={items} editable={can('clients.edit')} />}
      </Await>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('family.add')}>
        <RelationshipForm client={client} onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  )
}

export function RelationshipList({ items, editable }: { items: Relationship[]; editable?: boolean }) {
  return (
    <Stack gap="normal">
      {items.map((each) => (
        <RelationshipRow key={each.id} relationship={each} editable={editable ?? false} />
      ))}
    </Stack>
  )
}

function RelationshipRow({ relationship, editable }: { relationship: Relationship; editable: boolean }) {
  const { t } = useWords('clients')
  const remove = useAct('DELETE /relationships/{id}')
  const { other, direction, kind } = relationship
  const rights = RIGHTS.filter((right) => relationship[right])
  const askRemove = () =>
    confirm({
      title: t('family.removeTitle', { name: other.name }),
      text: t('family.removeText'),
      act: t('family.remove'),
      danger: true,
      onConfirm: async () => {
        await remove.do({ id: relationship.id })
        notify.done(t('family.removed'))
      },
    })
  return (
    <Row justify="between" align="start">
      <Stack gap="tight">
        <TextLink to={`/clients/${other.id}`}>
          <Person name={other.name} about={other.bornOn ? <Day of={other.bornOn} /> : `#${other.number}`} />
        </TextLink>
        <Row>
          <span>{t(`family.${direction}`, { kind })}</span>
          {rights.map((right) => (
            <Badge key={right} tone="accent">
              {t(`right.${right}`)}
            </Badge>
          ))}
        </Row>
      </Stack>
      {editable && (
        <IconButton icon="remove" label={t('family.removeTitle', { name: other.name })} onClick={askRemove} />
      )}
    </Row>
  )
}
