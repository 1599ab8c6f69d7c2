import { Suspense } from 'react'
import { Loading, Page, Tabs, useCan, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { useParts } from '../../../ui/staff/index.ts'
import { PlacesTab } from '../places/PlacesTab.tsx'
import { JobsTab } from './JobsTab.tsx'
import { KeysTab } from './KeysTab.tsx'
import { PracticeTab } from './PracticeTab.tsx'

/** How the practice is set up; later slices add tabs of their own. */
export default function SettingsScreen() {
  const { t } = useWords('practice')
  const [url, setUrl] = useUrlState({ tab: 'practice' })
  const can = useCan()
  const parts = useParts('settings.tab')
  return (
    <Page title={t('settings.title')} about={t('settings.about')}>
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          { key: 'practice', label: t('settings.practice'), icon: 'home', content: <PracticeTab /> },
          { key: 'places', label: t('settings.places'), icon: 'location', content: <PlacesTab /> },
          ...parts.map(({ key, label, icon, Drawn }) => ({
            key,
            label,
            ...(icon ? { icon } : {}),
            content: (
              <Suspense fallback={<Loading />}>
                <Drawn id="" />
              </Suspense>
            ),
          })),
          can('keys.manage') && { key: 'keys', label: t('settings.keys'), icon: 'key', content: <KeysTab /> },
          can('jobs.manage') && {
            key: 'jobs',
            label: t('settings.jobs'),
            icon: 'automation',
            content: <JobsTab />,
          },
        ]}
      />
    </Page>
  )
}
