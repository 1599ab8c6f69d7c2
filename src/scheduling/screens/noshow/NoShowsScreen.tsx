import { Page, Tabs, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { ModelView } from './ModelView.tsx'
import { OverbookingView } from './OverbookingView.tsx'
import { RiskList } from './RiskList.tsx'

/** Who may stay away, how well that is known, and what the practice makes of it. */
export default function NoShowsScreen() {
  const { t } = useWords('scheduling')
  const [url, setUrl] = useUrlState({ tab: 'ahead' })
  return (
    <Page title={t('noShows.title')} about={t('noShows.about')} width="full">
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          { key: 'ahead', label: t('noShows.ahead'), icon: 'noShow', content: <RiskList /> },
          { key: 'model', label: t('noShows.model'), icon: 'chart', content: <ModelView /> },
          { key: 'overbooking', label: t('noShows.overbooking'), icon: 'team', content: <OverbookingView /> },
        ]}
      />
    </Page>
  )
}
