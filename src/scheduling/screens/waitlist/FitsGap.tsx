import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  EmptyState,
  notify,
  Row,
  Stack,
  StatusPill,
  Text,
  TextLink,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'
import classes from './waitlist.module.css'
import { Points, Why } from './Why.tsx'

type Match = Returns<'GET /waitlist/matches'>['items'][number]

/** A free time of a practitioner; instants with their offset. */
export interface FreeGap {
  practitionerId: string
  locationId: string
  startsAt: string
  endsAt: string
  zone: string
}

/** Who on the waitlist fits a free time, the best first, with the reasons: ask some of them, or book one who is on the phone. */
export function FitsGap({ gap, onDone }: { gap: FreeGap; onDone?: () => void }) {
  const { t } = useWords('scheduling')
  const { zone, ...asked } = gap
  const format = useFormat()
  const [start, end] = [wallOf(gap.startsAt, zone), wallOf(gap.endsAt, zone)]
  const read = useApi('GET /waitlist/matches', asked, {
    live: ['waitlist_entry', 'waitlist_offer', 'appointment'],
  })
  return (
    <Stack gap="tight">
      <Text tone="soft">
        {format.day(start.slice(0, 10), 'long')}, {format.wallRange(start, end)}
      </Text>
      <Await
        read={read}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState icon="waiting" title={t('waitlist.nobodyFits')} text={t('waitlist.nobodyFitsText')} />
        }
      >
        {({ items }) => <Matches gap={asked} zone={zone} items={items} onDone={onDone} />}
      </Await>
    </Stack>
  )
}

interface MatchesProps {
  gap: Omit<FreeGap, 'zone'>
  zone: string
  items: Match[]
  onDone: (() => void) | undefined
}

function Matches({ gap, zone, items, onDone }: MatchesProps) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const offer = useAct('POST /waitlist/offers')
  const [chosen, setChosen] = useState<string[]>([])
  const mayBeAsked = ({ asked, entry }: Match) => asked === null && entry.reachableBy !== 'nothing'
  const ids = chosen.filter((id) => items.some((one) => one.entry.id === id && mayBeAsked(one)))

  async function ask(): Promise<void> {
    const { offered, skipped } = await offer.do({ ...gap, entryIds: ids })
    if (skipped.length > 0)
      notify.info(t('waitlist.askedSome', { count: offered.length, skipped: skipped.length }))
    else notify.done(t('waitlist.askedAll', { count: offered.length }))
    setChosen([])
    onDone?.()
  }
  return (
    <Stack>
      <ul className={classes.people} aria-label={t('waitlist.fitting')}>
        {items.map((match) => (
          <li key={match.entry.id}>
            {can('waitlist.manage') && mayBeAsked(match) ? (
              <input
                type="checkbox"
                className={classes.tick}
                aria-label={t('waitlist.choose', { name: match.entry.client.name })}
                checked={chosen.includes(match.entry.id)}
                onChange={({ currentTarget }) =>
                  setChosen(
                    currentTarget.checked
                      ? [...chosen, match.entry.id]
                      : chosen.filter((id) => id !== match.entry.id),
                  )
                }
              />
            ) : (
              <span className={classes.tick} />
            )}
            <MatchLine match={match} zone={zone} />
            {can('appointments.book') && <BookNow match={match} gap={gap} onDone={onDone} />}
          </li>
        ))}
      </ul>
      {can('waitlist.manage') && (
        <Row justify="between">
          <Button
            small
            kind="quiet"
            onClick={() =>
              setChosen(
                items
                  .filter(mayBeAsked)
                  .slice(0, 3)
                  .map((one) => one.entry.id),
              )
            }
          >
            {t('waitlist.chooseBest')}
          </Button>
          <Button kind="main" icon="send" disabled={ids.length === 0} busy={offer.busy} onClick={ask}>
            {ids.length === 0 ? t('waitlist.offerNone') : t('waitlist.offerTo', { count: ids.length })}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function MatchLine({ match, zone }: { match: Match; zone: string }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { entry, score, asked } = match
  return (
    <span className={classes.person}>
      <span className={classes.personHead}>
        <Points score={score} />
        <TextLink to={`/clients/${entry.client.id}`}>{entry.client.name}</TextLink>
        <span>
          {format.wallTime(wallOf(match.startsAt, zone))} · {entry.service.name} ·{' '}
          {t('waitlist.minutes', { count: match.minutes })}
        </span>
        {entry.replaces && <Badge icon="forward">{t('waitlist.movesUp')}</Badge>}
        {asked && (
          <StatusPill state={asked === 'claimed' ? 'done' : asked}>
            {t(`waitlist.offerState.${asked}`)}
          </StatusPill>
        )}
        {entry.reachableBy !== 'email' && (
          <Badge tone="warn" icon="call">
            {t(`waitlist.reach.${entry.reachableBy}`)}
          </Badge>
        )}
      </span>
      <Why score={score} />
    </span>
  )
}

/** They are on the phone: the visit is booked (or moved up) at once. */
function BookNow({
  match,
  gap,
  onDone,
}: {
  match: Match
  gap: MatchesProps['gap']
  onDone: (() => void) | undefined
}) {
  const { t } = useWords('scheduling')
  const book = useAct('POST /waitlist/entries/{id}/booking')
  async function bookNow(): Promise<void> {
    try {
      await book.do({
        id: match.entry.id,
        startsAt: match.startsAt,
        practitionerId: gap.practitionerId,
        locationId: gap.locationId,
      })
      notify.done(t('waitlist.bookedNow', { name: match.entry.client.name }))
      onDone?.()
    } catch (refused) {
      notify.problem(refused)
    }
  }
  return (
    <span className={classes.acts}>
      <Button
        small
        icon="call"
        busy={book.busy}
        onClick={bookNow}
        label={t('waitlist.bookPerson', { name: match.entry.client.name })}
      >
        {t('waitlist.bookNow')}
      </Button>
    </span>
  )
}
