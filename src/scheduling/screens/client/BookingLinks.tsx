import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Badge,
  Heading,
  IconButton,
  Row,
  Stack,
  notify,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { wallOf } from '../zone.ts'

type Link = Returns<'GET /booking-links'>['items'][number]

/** The links of a client that were made before; those that still work can be ended. */
export function BookingLinks({ clientId }: { clientId: string }) {
  const { t } = useWords('scheduling')
  const read = useApi('GET /booking-links', { clientId })
  const items = read.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Stack gap="tight">
      <Heading>{t('bookingLink.before')}</Heading>
      {items.slice(0, 8).map((link) => (
        <LinkLine key={link.id} link={link} />
      ))}
    </Stack>
  )
}

function LinkLine({ link }: { link: Link }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { zone } = useMe().practice
  const end = useAct('POST /booking-links/{id}/ending')
  const state = stateOf(link)
  const about = [
    link.practitionerName,
    t('bookingLink.madeBy', { name: link.createdBy, when: format.when(link.createdAt, zone) }),
    link.uses > 0 && t('bookingLink.used', { count: link.uses }),
  ].filter(Boolean)
  return (
    <div className={classes.listLine}>
      <span>
        <b>{link.serviceName ?? t('bookingLink.anyService')}</b>
        <small>{about.join(' · ')}</small>
      </span>
      <Row>
        <Badge tone={state === 'open' ? 'good' : 'calm'}>
          {state === 'open'
            ? t('bookingLink.openUntil', { day: format.day(lastDay(link, zone), 'medium') })
            : t(`bookingLink.state.${state}`)}
        </Badge>
        {state === 'open' && (
          <IconButton
            icon="remove"
            label={t('bookingLink.end')}
            onClick={() =>
              void end.do({ id: link.id }).then(() => notify.done(t('bookingLink.ended')), notify.problem)
            }
          />
        )}
      </Row>
    </div>
  )
}

/** It ends at midnight: the day before is its last. */
function lastDay({ expiresAt }: Link, zone: string): string {
  return wallOf(Date.parse(expiresAt) - 1, zone).slice(0, 10)
}

function stateOf({ revokedAt, expiresAt, singleUse, uses }: Link): 'ended' | 'over' | 'usedUp' | 'open' {
  if (revokedAt) return 'ended'
  if (singleUse && uses > 0) return 'usedUp'
  return Date.parse(expiresAt) <= Date.now() ? 'over' : 'open'
}
