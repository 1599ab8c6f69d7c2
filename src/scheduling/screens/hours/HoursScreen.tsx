import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  EmptyState,
  Page,
  Tabs,
  useCan,
  useMe,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { PeopleChips } from '../calendar/PeopleChips.tsx'
import { zoneName, zonePlace } from '../zone.ts'
import { DaysTab } from './DaysTab.tsx'
import { LeaveRequests } from './LeaveRequests.tsx'
import { TimeOffTab } from './TimeOffTab.tsx'
import { ReservedTab } from './ReservedTab.tsx'
import { LimitsPanel } from './LimitsPanel.tsx'
import { WeekTab } from './WeekTab.tsx'

/** When practitioners work: the week, the days that differ, and time off. */
export default function HoursScreen() {
  const { t, language } = useWords('scheduling')
  const me = useMe()
  const can = useCan()
  const [url, setUrl] = useUrlState({ who: '', tab: 'week', month: '' })
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
      actions={
        can('feeds.manage_own') && (
          <Button icon="link" to="/calendar-feeds">
            {t('feeds.title')}
          </Button>
        )
      }
    >
      <LeaveRequests onOpen={(id) => setUrl({ who: id, tab: 'off' })} />
      <Await
        read={staff}
        isEmpty={() => people.length === 0}
        empty={<EmptyState icon="clock" title={t('noPractitioners')} text={t('hours.nobodyText')} />}
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
            {who && (
              <HoursOf
                key={who.id}
                practitionerId={who.id}
                mayEdit={mayEdit}
                tab={url.tab}
                month={url.month}
                onGo={setUrl}
              />
            )}
          </>
        )}
      </Await>
    </Page>
  )
}

interface HoursOfProps {
  practitionerId: string
  mayEdit: boolean
  tab: string
  month: string
  onGo: (to: { tab?: string; month?: string }) => void
}

function HoursOf({ practitionerId, mayEdit, tab, month, onGo }: HoursOfProps) {
  const { t } = useWords('scheduling')
  const read = useApi(
    'GET /practitioners/{id}/hours',
    { id: practitionerId },
    { live: ['hours', 'time_off', 'practitioner'] },
  )
  const person = { practitionerId, mayEdit }
  return (
    <Await read={read}>
      {({ hours, timeOff }) => (
        <Tabs
          open={tab}
          onOpen={(next) => onGo({ tab: next })}
          tabs={[
            {
              key: 'week',
              label: t('hours.tab.week'),
              icon: 'clock',
              content: (
                <>
                  <WeekTab key={JSON.stringify(hours)} {...person} hours={hours} />
                  <LimitsPanel practitionerId={practitionerId} />
                </>
              ),
            },
            {
              key: 'days',
              label: t('hours.tab.days'),
              icon: 'calendar',
              content: <DaysTab {...person} month={month} onMonth={(next) => onGo({ month: next })} />,
            },
            {
              key: 'reserved',
              label: t('reserved.tab'),
              icon: 'tag',
              content: <ReservedTab {...person} />,
            },
            {
              key: 'off',
              label: t('hours.tab.off'),
              icon: 'flag',
              content: <TimeOffTab {...person} timeOff={timeOff} />,
            },
          ]}
        />
      )}
    </Await>
  )
}
