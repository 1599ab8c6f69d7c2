import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Dialog,
  Drawer,
  EmptyState,
  Page,
  useCan,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { Board } from './Board.tsx'
import { LeadDetails } from './LeadDetails.tsx'
import { LeadForm } from './LeadForm.tsx'
import { LostDialog } from './LostDialog.tsx'

export type Lead = Returns<'GET /leads'>['items'][number]
export type Stage = Lead['stage']

/** Everybody who enquired, by how far they have come. */
export default function LeadsScreen() {
  const { t } = useWords('clients')
  const can = useCan()
  const [url, setUrl] = useUrlState({ lead: '', new: '' })
  const [losing, setLosing] = useState<Lead | null>(null)
  const board = useApi('GET /lead-board', undefined, { live: ['lead'] })
  const newButton = can('leads.edit') && (
    <Button kind="main" icon="add" onClick={() => setUrl({ new: '1' })}>
      {t('lead.new')}
    </Button>
  )
  return (
    <Page title={t('lead.title')} about={t('lead.about')} actions={newButton} width="full">
      <Await
        read={board}
        isEmpty={({ stages }) => stages.every((each) => each.count === 0)}
        empty={<EmptyState icon="star" title={t('lead.none')} text={t('lead.noneText')} action={newButton} />}
      >
        {({ stages }) => <Board stages={stages} onOpen={(lead) => setUrl({ lead })} onLose={setLosing} />}
      </Await>
      <Drawer open={url.lead !== ''} onClose={() => setUrl({ lead: '' })} title={t('lead.one')}>
        {url.lead && <LeadDetails id={url.lead} onLose={setLosing} />}
      </Drawer>
      <Dialog open={url.new === '1'} onClose={() => setUrl({ new: '' })} title={t('lead.new')}>
        <LeadForm onDone={() => setUrl({ new: '' })} onCancel={() => setUrl({ new: '' })} />
      </Dialog>
      {losing && <LostDialog lead={losing} onClose={() => setLosing(null)} />}
    </Page>
  )
}
