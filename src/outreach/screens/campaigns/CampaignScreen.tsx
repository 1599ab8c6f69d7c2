import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Page,
  Row,
  Tabs,
  confirm,
  notify,
  useGo,
  usePathParams,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { CampaignForm } from './CampaignForm.tsx'
import { CampaignState, type Campaign } from './CampaignsScreen.tsx'
import { ReportTab } from './ReportTab.tsx'

/** One campaign: its words and people, and what became of it. */
export default function CampaignScreen() {
  const { id = '' } = usePathParams()
  const read = useApi('GET /campaigns/{id}', { id }, { live: ['campaign'] })
  return <Await read={read}>{(campaign) => <Open campaign={campaign} />}</Await>
}

function Open({ campaign }: { campaign: Campaign }) {
  const { t } = useWords('outreach')
  const [url, setUrl] = useUrlState({ tab: campaign.state === 'draft' ? 'words' : 'report' })
  return (
    <Page
      title={campaign.name}
      about={<CampaignState of={campaign.state} />}
      crumbs={[{ label: t('campaigns.title'), to: '/campaigns' }]}
      actions={<Acts campaign={campaign} />}
    >
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          campaign.can.edit && {
            key: 'words',
            label: t('campaigns.tab.words'),
            icon: 'edit',
            content: <CampaignForm key={campaign.rowVersion} campaign={campaign} />,
          },
          {
            key: 'report',
            label: t('campaigns.tab.report'),
            icon: 'chart',
            content: <ReportTab id={campaign.id} />,
          },
        ]}
      />
    </Page>
  )
}

function Acts({ campaign }: { campaign: Campaign }) {
  const { t } = useWords('outreach')
  const go = useGo()
  const start = useAct('POST /campaigns/{id}/start')
  const pause = useAct('POST /campaigns/{id}/pause')
  const end = useAct('POST /campaigns/{id}/end')
  const copy = useAct('POST /campaigns')
  const { id, can } = campaign
  const { name, kind, purpose, startsWith, segment, goal, again, steps, perMinute } = campaign
  const askToStart = () =>
    confirm({
      title: t('campaigns.startTitle', { name }),
      text: t(kind === 'broadcast' ? 'campaigns.startBroadcastText' : 'campaigns.startSequenceText'),
      act: t('campaigns.start'),
      onConfirm: () => start.do({ id }),
    })
  const askToEnd = () =>
    confirm({
      title: t('campaigns.endTitle', { name }),
      text: t('campaigns.endText'),
      act: t('campaigns.end'),
      danger: true,
      onConfirm: () => end.do({ id }),
    })
  const makeCopy = async () => {
    const wish = {
      name: t('campaigns.copyOf', { name }),
      kind,
      purpose,
      startsWith,
      segment,
      goal,
      again,
      steps,
      perMinute,
    }
    const made = await copy.do(wish)
    go(`/campaigns/${made.id}`)
  }
  return (
    <Row>
      <Button icon="copy" busy={copy.busy} onClick={() => makeCopy().catch(notify.problem)}>
        {t('campaigns.copy')}
      </Button>
      {can.end && campaign.state !== 'draft' && (
        <Button icon="close" onClick={askToEnd}>
          {t('campaigns.end')}
        </Button>
      )}
      {can.pause && (
        <Button icon="waiting" busy={pause.busy} onClick={() => pause.do({ id }).catch(notify.problem)}>
          {t('campaigns.pause')}
        </Button>
      )}
      {can.start && (
        <Button kind="main" icon="send" onClick={askToStart}>
          {t(campaign.state === 'paused' ? 'campaigns.goOn' : 'campaigns.start')}
        </Button>
      )}
    </Row>
  )
}
