import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  EmptyState,
  Menu,
  Panel,
  Stack,
  StatusPill,
  TextLink,
  confirm,
  notify,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'
import { Countdown } from './Countdown.tsx'
import classes from './waitlist.module.css'
import { Points, Why } from './Why.tsx'

type Slot = Returns<'GET /waitlist/slots'>['items'][number]
type Offer = Slot['offers'][number]

/** Freed times that are being offered: who was asked and why, what they said, and when the next are asked. Live. */
export function OffersInFlight({ show }: { show: 'open' | 'recent' }) {
  const { t } = useWords('scheduling')
  const read = useApi(
    'GET /waitlist/slots',
    { show },
    { keep: true, live: ['waitlist_slot', 'waitlist_offer'] },
  )
  return (
    <Await
      read={read}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyState icon="send" title={t(`waitlist.noOffers.${show}`)} text={t('waitlist.noOffersText')} />
      }
    >
      {({ items }) => (
        <Stack>
          {items.map((slot) => (
            <Panel key={slot.id}>
              <SlotCard slot={slot} />
            </Panel>
          ))}
        </Stack>
      )}
    </Await>
  )
}

function SlotCard({ slot }: { slot: Slot }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const [start, end] = [wallOf(slot.startsAt, slot.zone), wallOf(slot.endsAt, slot.zone)]
  const about = [
    slot.practitioner.name,
    slot.location.name,
    t(`waitlist.cause.${slot.cause}`, { service: slot.service?.name ?? '' }),
    slot.depth > 0 ? t('waitlist.step', { count: slot.depth }) : null,
  ]
  return (
    <article className={classes.slot}>
      <header className={classes.slotHead}>
        <div>
          <h2>
            {format.day(start.slice(0, 10), 'weekday')}, {format.wallRange(start, end)}
          </h2>
          <p>{about.filter(Boolean).join(' · ')}</p>
        </div>
        <div className={classes.acts}>
          <SlotState slot={slot} />
          <StopButton slot={slot} />
        </div>
      </header>
      {slot.offers.length === 0 ? (
        <p className={classes.soft}>
          {t(slot.closedBecause ? 'waitlist.nobodyAsked' : 'waitlist.soonAsked')}
        </p>
      ) : (
        <ul className={classes.people}>
          {slot.offers.map((offer) => (
            <OfferLine key={offer.id} offer={offer} zone={slot.zone} />
          ))}
        </ul>
      )}
    </article>
  )
}

function SlotState({ slot }: { slot: Slot }) {
  const { t } = useWords('scheduling')
  return (
    <>
      {slot.isKept && <Badge icon="lock">{t('waitlist.kept')}</Badge>}
      {slot.filledHow && (
        <Badge tone={slot.filledHow === 'other' ? 'calm' : 'good'} icon="done">
          {t(`waitlist.filledHow.${slot.filledHow}`)}
        </Badge>
      )}
      {slot.nextAt && (
        <Badge tone="info" icon="clock">
          <Countdown to={slot.nextAt} words={slot.rounds === 0 ? 'firstIn' : 'nextIn'} />
        </Badge>
      )}
      {slot.closedBecause && !slot.filledHow && <Badge>{t(`waitlist.closed.${slot.closedBecause}`)}</Badge>}
    </>
  )
}

function StopButton({ slot }: { slot: Slot }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const stop = useAct('POST /waitlist/slots/{id}/end')
  if (!can('waitlist.manage') || (slot.closedBecause && !slot.offers.some((one) => one.state === 'open')))
    return null
  return (
    <Button
      small
      icon="close"
      onClick={() =>
        confirm({
          title: t('waitlist.stopTitle'),
          text: t('waitlist.stopText'),
          act: t('waitlist.stop'),
          danger: true,
          onConfirm: () => stop.do({ id: slot.id }),
        })
      }
    >
      {t('waitlist.stop')}
    </Button>
  )
}

function OfferLine({ offer, zone }: { offer: Offer; zone: string }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const isOpen = offer.state === 'open'
  return (
    <li>
      <Points score={offer.score} />
      <span className={classes.person}>
        <span className={classes.personHead}>
          <TextLink to={`/clients/${offer.client.id}`}>{offer.client.name}</TextLink>
          <span>{format.time(offer.startsAt, zone)}</span>
          <StatusPill state={PILLS[offer.state]}>{t(`waitlist.offerState.${offer.state}`)}</StatusPill>
          <span className={classes.soft}>
            {isOpen ? (
              <Countdown to={offer.expiresAt} words="openFor" />
            ) : (
              format.ago(offer.answeredAt ?? offer.offeredAt)
            )}
          </span>
        </span>
        <Why score={offer.score} />
      </span>
      {isOpen && <OfferActs offer={offer} />}
    </li>
  )
}

const PILLS = {
  open: 'sent',
  claimed: 'done',
  declined: 'void',
  lost: 'lost',
  expired: 'expired',
  withdrawn: 'withdrawn',
}

/** What they said on the phone. */
function OfferActs({ offer }: { offer: Offer }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const accept = useAct('POST /waitlist/offers/{id}/acceptance')
  const decline = useAct('POST /waitlist/offers/{id}/refusal')
  const takeBack = useAct('POST /waitlist/offers/{id}/withdrawal')
  if (!can('waitlist.manage')) return null
  const { id } = offer
  return (
    <span className={classes.acts}>
      <Button
        small
        icon="check"
        busy={accept.busy}
        label={t('waitlist.acceptsName', { name: offer.client.name })}
        onClick={() =>
          accept
            .do({ id })
            .then(() => notify.done(t('waitlist.bookedNow', { name: offer.client.name })))
            .catch(notify.problem)
        }
      >
        {t('waitlist.accepts')}
      </Button>
      <Menu
        label={t('waitlist.moreFor', { name: offer.client.name })}
        entries={[
          {
            label: t('waitlist.declines'),
            icon: 'close',
            onClick: () => decline.do({ id }).catch(notify.problem),
          },
          {
            label: t('waitlist.declinesNever'),
            icon: 'refused',
            onClick: () => decline.do({ id, never: true }).catch(notify.problem),
          },
          {
            label: t('waitlist.takeBack'),
            icon: 'undo',
            onClick: () => takeBack.do({ id }).catch(notify.problem),
          },
        ]}
      />
    </span>
  )
}
