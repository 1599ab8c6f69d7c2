import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Code,
  Day,
  Facts,
  Notice,
  notify,
  Person,
  Row,
  Stack,
  StatusPill,
  Text,
  useCan,
  useGo,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import classes from '../clients.module.css'
import { LeadForm } from './LeadForm.tsx'
import type { Lead } from './LeadsScreen.tsx'

type Opened = Returns<'GET /leads/{id}'>

/** One enquiry: what was said, what is next, and the way to become a client without retyping. */
export function LeadDetails({ id, onLose }: { id: string; onLose: (lead: Lead) => void }) {
  const read = useApi('GET /leads/{id}', { id }, { live: ['lead'] })
  const [editing, setEditing] = useState(false)
  return (
    <Await read={read}>
      {(lead) =>
        editing ? (
          <LeadForm
            key={lead.rowVersion}
            lead={lead}
            onDone={() => setEditing(false)}
            onCancel={() => setEditing(false)}
          />
        ) : (
          <Details lead={lead} onEdit={() => setEditing(true)} onLose={() => onLose(lead)} />
        )
      }
    </Await>
  )
}

interface DetailsProps {
  lead: Opened
  onEdit: () => void
  onLose: () => void
}

function Details({ lead, onEdit, onLose }: DetailsProps) {
  const { t } = useWords('clients')
  const can = useCan()
  const staff = useApi('GET /staff', { show: 'all' })
  const owner = staff.data?.items.find((each) => each.id === lead.ownerId)
  return (
    <Stack>
      <Row justify="between">
        <Person name={lead.name} about={<When at={lead.createdAt} />} />
        <StatusPill state={lead.stage}>{t(`stage.${lead.stage}`)}</StatusPill>
      </Row>
      {lead.message && <div className={classes.message}>{lead.message}</div>}
      <Facts
        of={[
          [
            t('field.email'),
            lead.email && (
              <a className={classes.link} href={`mailto:${lead.email}`}>
                <Code>{lead.email}</Code>
              </a>
            ),
          ],
          [
            t('field.phone'),
            lead.phone && (
              <a className={classes.link} href={`tel:${lead.phone}`}>
                <Code>{lead.phone}</Code>
              </a>
            ),
          ],
          [t('lead.source'), t(`source.${lead.source}`, { defaultValue: lead.source })],
          [t('lead.owner'), owner?.name],
          [
            t('lead.next'),
            lead.nextAction && (
              <>
                {lead.nextAction} {lead.nextActionOn && <Day of={lead.nextActionOn} />}
              </>
            ),
          ],
          ...(lead.lostReason ? [[t('lead.lostReason'), lead.lostReason] as [string, string]] : []),
        ]}
      />
      <Conversion lead={lead} />
      {can('leads.edit') && (
        <Row>
          <Button icon="edit" onClick={onEdit}>
            {t('edit')}
          </Button>
          {!lead.clientId && lead.stage !== 'lost' && (
            <Button kind="quiet" icon="close" onClick={onLose}>
              {t('lead.to.lost')}
            </Button>
          )}
        </Row>
      )}
    </Stack>
  )
}

function Conversion({ lead }: { lead: Opened }) {
  const { t } = useWords('clients')
  const go = useGo()
  const can = useCan()
  const convert = useAct('POST /leads/{id}/conversion')
  const become = async (clientId?: string) => {
    try {
      const done = await convert.do({ id: lead.id, ...(clientId ? { clientId } : {}) })
      notify.done(t('lead.converted', { name: lead.name }))
      go(`/clients/${done.clientId}`)
    } catch (error) {
      notify.problem(error)
    }
  }
  if (lead.clientId) {
    return (
      <Button icon="person" onClick={() => go(`/clients/${lead.clientId}`)}>
        {t('lead.openClient')}
      </Button>
    )
  }
  if (!can('leads.edit')) return null
  return (
    <Stack gap="tight">
      {lead.possibleClients.length > 0 && (
        <Notice title={t('lead.known')}>
          <Stack gap="tight">
            <Text>{t('lead.knownText')}</Text>
            {lead.possibleClients.map((each) => (
              <Row key={each.id} justify="between">
                <Person
                  name={each.name}
                  about={each.bornOn ? <Day of={each.bornOn} /> : `#${each.number}`}
                  size="small"
                />
                <Button small busy={convert.busy} onClick={() => become(each.id)}>
                  {t('lead.isThis')}
                </Button>
              </Row>
            ))}
          </Stack>
        </Notice>
      )}
      <Row>
        <Button kind="main" icon="addPerson" busy={convert.busy} onClick={() => become()}>
          {t('lead.makeClient')}
        </Button>
      </Row>
    </Stack>
  )
}
