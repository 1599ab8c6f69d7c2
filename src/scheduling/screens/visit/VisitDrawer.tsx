import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Drawer,
  Facts,
  Loading,
  Money,
  Stack,
  StatusPill,
  TextLink,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { Parts } from '../../../ui/staff/index.ts'
import { BundlePanel } from '../bundles/BundlePanel.tsx'
import { Waiting } from '../calendar/VisitCard.tsx'
import classes from '../scheduling.module.css'
import type { Appointment } from '../use-visit-acts.ts'
import { wallOf, zoneName } from '../zone.ts'
import { SeriesPanel } from '../series/SeriesPanel.tsx'
import { CancelVisit } from './CancelVisit.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { VisitActions } from './VisitActions.tsx'
import { VisitChecklist } from './VisitChecklist.tsx'
import { VisitEquipment } from './VisitEquipment.tsx'
import { VisitForms, VisitLinks, VisitMessages } from './VisitLinked.tsx'
import { VisitNotes } from './VisitNotes.tsx'
import { VisitTimes } from './VisitTimes.tsx'

interface VisitDrawerProps {
  /** Empty: closed. */
  id: string
  /** Opens at once with one of its dialogs. */
  ask?: 'move' | 'cancel' | undefined
  nameOf: (practitionerId: string) => string | undefined
  onClose: () => void
}

/** Everything about one visit beside the calendar, and what can be done with it next. */
export function VisitDrawer({ id, ask, nameOf, onClose }: VisitDrawerProps) {
  const { t } = useWords('scheduling')
  const read = useApi(
    'GET /appointments/{id}',
    { id },
    { when: id !== '', keep: false, live: ['appointment'] },
  )
  return (
    <Drawer open={id !== ''} onClose={onClose} title={t('visitTitle')}>
      {id !== '' && (
        <Await read={read} loading={<Loading lines={8} />}>
          {(visit) => <VisitDetails key={visit.id} visit={visit} ask={ask} nameOf={nameOf} />}
        </Await>
      )}
    </Drawer>
  )
}

interface VisitDetailsProps extends Pick<VisitDrawerProps, 'ask' | 'nameOf'> {
  visit: Appointment
}

function VisitDetails({ visit, ask, nameOf }: VisitDetailsProps) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [asked, setAsked] = useState<'move' | 'cancel' | null>(ask ?? null)
  return (
    <Stack>
      <Head visit={visit} />
      <VisitActions visit={visit} onAsk={setAsked} nameOf={nameOf} />
      <WhenAndWhere visit={visit} />
      <VisitEquipment visit={visit} />
      <VisitTimes visit={visit} />
      <SeriesPanel visit={visit} />
      <BundlePanel visit={visit} />
      <VisitNotes visit={visit} />
      <VisitChecklist visit={visit} />
      <Parts place="visit.side" id={visit.id} />
      {can('forms.see') && <VisitForms visit={visit} />}
      {can('messages.see') && <VisitMessages visit={visit} />}
      <VisitLinks visit={visit} />
      {visit.overlapReason && (
        <p className={classes.small}>{t('overlapBecause', { reason: visit.overlapReason })}</p>
      )}
      <MoveDialog open={asked === 'move'} visit={visit} nameOf={nameOf} onClose={() => setAsked(null)} />
      <CancelVisit open={asked === 'cancel'} visit={visit} onClose={() => setAsked(null)} />
    </Stack>
  )
}

/** The client with two identifiers, and how the visit stands. */
function Head({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { client } = visit
  return (
    <div className={classes.visitHead}>
      <div>
        <h3>{client ? <TextLink to={`/clients/${client.id}`}>{client.name}</TextLink> : t('held')}</h3>
        {client && (
          <p>
            {client.bornOn ? t('born', { day: format.day(client.bornOn) }) : t('bornUnknown')} · #
            {client.number}
          </p>
        )}
      </div>
      <div className={classes.visitState}>
        <StatusPill state={visit.state}>{t(`state.${visit.state}`)}</StatusPill>
        {visit.state === 'arrived' && visit.arrivedAt && <Waiting since={visit.arrivedAt} />}
      </div>
    </div>
  )
}

function WhenAndWhere({ visit }: { visit: Appointment }) {
  const { t, language } = useWords('scheduling')
  const format = useFormat()
  const [start, end] = [wallOf(visit.startsAt, visit.zone), wallOf(visit.endsAt, visit.zone)]
  const times = `${format.wallRange(start, end)} ${zoneName(visit.zone, language, Date.parse(visit.startsAt))}`
  const because = chosenWords(visit, t)
  return (
    <Facts
      of={[
        [
          t('when'),
          visit.hourKnown ? (
            <span key="when">
              <b>{format.day(start.slice(0, 10), 'long')}</b>
              <br />
              {times}
            </span>
          ) : (
            format.day(start.slice(0, 10), 'long')
          ),
        ],
        [t('service'), visit.service.name],
        [t('practitionerWord'), [visit.practitioner?.name, because].filter(Boolean).join(' · ')],
        ...(visit.assistant ? [[t('sessions.assists'), visit.assistant.name] as [string, string]] : []),
        ...(visit.sessionId
          ? [
              [
                t('sessions.partOf'),
                <TextLink key="session" to="/sessions" search={{ session: visit.sessionId }}>
                  {t('sessions.openSession')}
                </TextLink>,
              ] as [string, React.ReactNode],
            ]
          : []),
        [
          t('where'),
          [
            visit.mode === 'in_person' ? null : t(`mode.${visit.mode}`),
            visit.location.name,
            visit.room?.name,
            ...visit.equipment.map((one) => one.name),
          ]
            .filter(Boolean)
            .join(' · '),
        ],
        [t('price'), <Money key="price" of={visit.priceMinor} />],
        [t('bookedBy'), t(`source.${visit.source}`)],
      ]}
    />
  )
}

/** Why this practitioner, for somebody who had no wish: "the usual one", "least booked that week: 45 %". */
function chosenWords(
  { chosenBecause, practitioner }: Appointment,
  t: (key: string, values?: Record<string, unknown>) => string,
) {
  if (!chosenBecause) return null
  const { rule, shares } = chosenBecause as {
    rule: string
    shares?: { practitionerId: string; percent: number }[]
  }
  const percent = shares?.find((one) => one.practitionerId === practitioner?.id)?.percent ?? 0
  return t(`chosen.${rule}`, { percent, count: shares?.length ?? 1 })
}
