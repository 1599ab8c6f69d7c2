import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  EmptyState,
  Page,
  useCan,
  useMe,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { PeopleChips } from '../calendar/PeopleChips.tsx'
import { zoneName, zonePlace } from '../zone.ts'
import { ExceptionsPanel } from './ExceptionsPanel.tsx'
import { TimeOffPanel } from './TimeOffPanel.tsx'
import { WeekPanel } from './WeekPanel.tsx'

/** When practitioners work: the week, the days that differ, and time off. */
export default function HoursScreen() {
  const { t, language } = useWords('scheduling')
  const me = useMe()
  const can = useCan()
  const [url, setUrl] = useUrlState({ who: '' })
  const staff = useApi('GET /staff', {})
  const people = (staff.data?.items ?? []).filter((one) => one.isPractitioner)
  const who =
    people.find((one) => one.id === url.who) ?? people.find((one) => one.id === me.staffId) ?? people[0]
  const mayEdit = can('hours.manage') || (can('hours.manage_own') && who?.id === me.staffId)
  const { zone } = me.practice
  return (
    <Page
      title={t('workingHours')}
      about={t('hoursAbout', { place: zonePlace(zone), zone: zoneName(zone, language) })}
    >
      <Await
        read={staff}
        isEmpty={() => people.length === 0}
        empty={<EmptyState icon="clock" title={t('noPractitioners')} />}
      >
        {() => (
          <>
            <PeopleChips
              people={people}
              atWork={people.map((one) => one.id)}
              shown={who ? [who.id] : []}
              single
              onShow={([id]) => setUrl({ who: id ?? '' })}
            />
            {who && <HoursOf key={who.id} practitionerId={who.id} mayEdit={mayEdit} />}
          </>
        )}
      </Await>
    </Page>
  )
}

function HoursOf({ practitionerId, mayEdit }: { practitionerId: string; mayEdit: boolean }) {
  const read = useApi(
    'GET /practitioners/{id}/hours',
    { id: practitionerId },
    { live: ['hours', 'time_off'] },
  )
  return (
    <Await read={read}>
      {({ hours, exceptions, timeOff }) => (
        <>
          <WeekPanel
            key={JSON.stringify(hours)}
            practitionerId={practitionerId}
            hours={hours}
            mayEdit={mayEdit}
          />
          <Columns of={2}>
            <TimeOffPanel practitionerId={practitionerId} timeOff={timeOff} mayEdit={mayEdit} />
            <ExceptionsPanel practitionerId={practitionerId} exceptions={exceptions} mayEdit={mayEdit} />
          </Columns>
        </>
      )}
    </Await>
  )
}
