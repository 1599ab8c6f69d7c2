import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { Button, Dialog, Icon, Row, TextLink, useCan, useWords } from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import scheduling from '../scheduling.module.css'
import { useClock } from '../use-clock.ts'
import { FitsGap } from './FitsGap.tsx'
import { WishDialog } from './WishDialog.tsx'
import { EntryState } from './WishTable.tsx'

/** On a visit ahead: "earlier, if possible". On one that was cancelled: who would take its time. */
export default function VisitWaitlist({ id }: PartProps) {
  const { t } = useWords('scheduling')
  const now = useClock()
  const visit = useApi('GET /appointments/{id}', { id }, { live: ['appointment'] })
  if (!visit.data?.client || !visit.data.practitioner || Date.parse(visit.data.startsAt) <= now) return null
  const { state, client, practitioner, location, startsAt, endsAt, zone } = visit.data
  const gap = { practitionerId: practitioner.id, locationId: location.id, startsAt, endsAt, zone }
  const isAhead = state === 'booked' || state === 'confirmed'
  if (!isAhead && state !== 'cancelled') return null
  return (
    <section className={scheduling.lines} aria-label={t('waitlist.title')}>
      <h4>
        <Icon name="waiting" size={15} />
        {t('waitlist.title')}
      </h4>
      {isAhead ? <Earlier visitId={id} clientId={client.id} /> : <OfferTime gap={gap} />}
    </section>
  )
}

function Earlier({ visitId, clientId }: { visitId: string; clientId: string }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const read = useApi(
    'GET /waitlist',
    { replacesId: visitId, state: 'open' },
    { live: ['waitlist_entry', 'waitlist_offer'] },
  )
  const entry = read.data?.items[0]
  if (entry)
    return (
      <Row justify="between">
        <TextLink to="/waitlist" search={{ open: entry.id }}>
          {t('waitlist.wantsEarlier')}
        </TextLink>
        <EntryState entry={entry} />
      </Row>
    )
  if (!can('waitlist.manage')) return null
  return (
    <>
      <Row>
        <Button small icon="forward" onClick={() => setOpen(true)}>
          {t('waitlist.earlierIfPossible')}
        </Button>
      </Row>
      {isOpen && <WishDialog start={{ clientId, replacesId: visitId }} onClose={() => setOpen(false)} />}
    </>
  )
}

function OfferTime({ gap }: { gap: React.ComponentProps<typeof FitsGap>['gap'] }) {
  const { t } = useWords('scheduling')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Row>
        <Button small icon="send" onClick={() => setOpen(true)}>
          {t('waitlist.offerThisTime')}
        </Button>
      </Row>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={t('waitlist.fitsTitle')} size="large">
        <FitsGap gap={gap} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
