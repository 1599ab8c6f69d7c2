import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Loading,
  Panel,
  Row,
  Text,
  TextLink,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import classes from './waitlist.module.css'
import { WishDialog } from './WishDialog.tsx'
import { WishGrid } from './WishGrid.tsx'
import { Days, EntryState, Urgency, What } from './WishTable.tsx'

/** What the client whose page this is waits for. */
export default function ClientWaitlist({ id: clientId }: PartProps) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const read = useApi(
    'GET /waitlist',
    { clientId, state: 'open' },
    { live: ['waitlist_entry', 'waitlist_offer'] },
  )
  return (
    <Panel
      title={t('waitlist.title')}
      actions={
        can('waitlist.manage') && (
          <Button small icon="add" onClick={() => setOpen(true)}>
            {t('waitlist.add')}
          </Button>
        )
      }
    >
      <Await
        read={read}
        loading={<Loading lines={1} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text tone="soft">{t('waitlist.noneOfClient')}</Text>}
      >
        {({ items }) => (
          <div className={classes.sideList}>
            {items.map((entry) => (
              <div key={entry.id} className={classes.sideItem}>
                <Row justify="between" nowrap align="start">
                  <What entry={entry} />
                  <EntryState entry={entry} />
                </Row>
                <WishGrid times={entry.wantedTimes} />
                <Days entry={entry} />
                <Row justify="between">
                  <Urgency of={entry.urgency} />
                  <TextLink to="/waitlist" search={{ open: entry.id }}>
                    {t('waitlist.openWish')}
                  </TextLink>
                </Row>
              </div>
            ))}
          </div>
        )}
      </Await>
      {isOpen && <WishDialog start={{ clientId }} onClose={() => setOpen(false)} />}
    </Panel>
  )
}
