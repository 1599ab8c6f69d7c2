import { useApi } from '../../../ui/api/index.ts'
import { Await, Stack } from '../../../ui/kit/index.ts'
import { ProfilesPanel } from './ProfilesPanel.tsx'
import { RulesPanel } from './RulesPanel.tsx'
import { SharePanel } from './SharePanel.tsx'

/** How the practice is booked online: where its page is, what its rules are, what clients read. */
export default function OnlineTab() {
  const read = useApi('GET /online-booking', {}, { live: ['practice', 'staff'] })
  return (
    <Await read={read}>
      {({ rules, bookingUrl, embedHosts, profiles }) => (
        <Stack>
          <SharePanel bookingUrl={bookingUrl} embedHosts={embedHosts} />
          <RulesPanel key={JSON.stringify(rules)} rules={rules} />
          <ProfilesPanel profiles={profiles} />
        </Stack>
      )}
    </Await>
  )
}
