import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  confirm,
  EmptyState,
  notify,
  Page,
  Panel,
  TextLink,
  useFormat,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { useClock } from '../use-clock.ts'
import { wallOf } from '../zone.ts'
import { ProposeDialog } from './ProposeDialog.tsx'
import { ProposeSeveralDialog } from './ProposeSeveralDialog.tsx'
import classes from './requests.module.css'

export type Request = Returns<'GET /appointment-requests'>['items'][number]

/** Times that clients ask for and the practice decides about, the most urgent at the top. */
export default function RequestsScreen() {
  const { t } = useWords('scheduling')
  const read = useApi('GET /appointment-requests', {}, { live: ['appointment'] })
  const [proposing, setProposing] = useState<Request | null>(null)
  return (
    <Page title={t('requests.title')} about={t('requests.about')}>
      <Panel flush>
        <Await
          read={read}
          isEmpty={({ items }) => items.length === 0}
          empty={<EmptyState icon="inbox" title={t('requests.none')} text={t('requests.noneText')} />}
        >
          {({ items }) => (
            <ul className={classes.list} aria-label={t('requests.title')}>
              {items.map((request) => (
                <RequestRow key={request.id} request={request} onPropose={() => setProposing(request)} />
              ))}
            </ul>
          )}
        </Await>
      </Panel>
      {proposing &&
        (proposing.parts.length > 1 ? (
          <ProposeSeveralDialog request={proposing} onClose={() => setProposing(null)} />
        ) : (
          <ProposeDialog request={proposing} onClose={() => setProposing(null)} />
        ))}
    </Page>
  )
}

function RequestRow({ request, onPropose }: { request: Request; onPropose: () => void }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { client, zone, notes, parts } = request
  const isOne = parts.length === 1
  const start = wallOf(request.startsAt, zone)
  const where = request.mode === 'in_person' ? request.location.name : t(`mode.${request.mode}`)
  return (
    <li className={classes.request}>
      <div className={classes.time}>
        <b>{format.day(start.slice(0, 10), 'weekday')}</b>
        <span>{format.wallRange(start, wallOf(parts.at(-1)!.endsAt, zone))}</span>
        <Ends at={request.heldUntil} zone={zone} />
      </div>
      <div className={classes.what}>
        <span>{client && <TextLink to={`/clients/${client.id}`}>{client.name}</TextLink>}</span>
        <span className={classes.soft}>
          {(isOne
            ? [request.service.name, request.practitioner?.name, where]
            : [t('requests.several', { count: parts.length }), where]
          )
            .filter(Boolean)
            .join(' · ')}
        </span>
        {!isOne && (
          <ol className={classes.parts}>
            {parts.map((part) => (
              <li key={part.id}>
                <span>{format.wallRange(wallOf(part.startsAt, zone), wallOf(part.endsAt, zone))}</span>
                <span>{[part.service, part.practitioner?.name].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ol>
        )}
        {request.requestedAt && (
          <span className={classes.soft}>
            {t('requests.asked')} <When at={request.requestedAt} ago />
          </span>
        )}
        {notes && <p className={classes.notes}>{notes}</p>}
      </div>
      <Acts request={request} onPropose={onPropose} />
    </li>
  )
}

const SOON = 6 * 3_600_000

/** Until when it must be answered; said in words, so that the colour only helps. */
function Ends({ at, zone }: { at: string | null; zone: string }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const now = useClock()
  if (!at) return null
  const isSoon = Date.parse(at) - now < SOON
  const text = t('requests.until', { when: format.when(at, zone) })
  return isSoon ? (
    <Badge tone="warn" icon="clock">
      {text}
    </Badge>
  ) : (
    <span className={classes.soft}>{text}</span>
  )
}

function Acts({ request, onPropose }: { request: Request; onPropose: () => void }) {
  const { t } = useWords('scheduling')
  const approve = useAct('POST /appointments/{id}/approval')
  const decline = useAct('POST /appointments/{id}/refusal')
  const { id, rowVersion, can } = request
  const name = request.client?.name ?? ''
  async function agree(): Promise<void> {
    try {
      await approve.do({ id, rowVersion })
      notify.done(t('requests.approved', { name }))
    } catch (error) {
      notify.problem(error)
    }
  }
  const refuse = () =>
    confirm({
      title: t('requests.declineTitle', { name }),
      text: t('requests.declineText'),
      act: t('requests.decline'),
      danger: true,
      reason: 'required',
      reasonLabel: t('requests.reason'),
      onConfirm: async (reason) => {
        await decline.do({ id, reason, rowVersion })
        notify.done(t('requests.declined', { name }))
      },
    })
  return (
    <div className={classes.acts}>
      {can.approve && (
        <Button
          kind="main"
          icon="check"
          busy={approve.busy}
          onClick={agree}
          label={t('requests.approveOf', { name })}
        >
          {t('requests.approve')}
        </Button>
      )}
      {can.approve && (
        <Button onClick={onPropose} label={t('requests.proposeOf', { name })}>
          {t('requests.propose')}
        </Button>
      )}
      {can.cancel && (
        <Button kind="quiet" onClick={refuse} label={t('requests.declineOf', { name })}>
          {t('requests.decline')}
        </Button>
      )}
    </div>
  )
}
