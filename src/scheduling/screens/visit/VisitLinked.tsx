import type { ReactNode } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { Icon, StatusPill, TextLink, When, useCan, useWords, type IconName } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { Appointment } from '../use-visit-acts.ts'

function Lines({ title, icon, children }: { title: string; icon: IconName; children: ReactNode }) {
  return (
    <section className={classes.lines} aria-label={title}>
      <h4>
        <Icon name={icon} size={15} />
        {title}
      </h4>
      <ul>{children}</ul>
    </section>
  )
}

/** How far the forms of this visit are. */
export function VisitForms({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const read = useApi('GET /form-requests', { appointmentId: visit.id }, { live: ['form_request'] })
  if (!read.data || read.data.items.length === 0) return null
  return (
    <Lines title={t('forms')} icon="form">
      {read.data.items.map((one) => (
        <li key={one.id} className={classes.line}>
          <span>{one.formTitle}</span>
          <StatusPill state={one.state}>{t(`formState.${one.state}`)}</StatusPill>
        </li>
      ))}
    </Lines>
  )
}

/** What the client was told about this visit, and will be. */
export function VisitMessages({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const read = useApi('GET /messages', { subjectId: visit.id, limit: 12 }, { live: ['message'] })
  if (!read.data || read.data.items.length === 0) return null
  return (
    <Lines title={t('messages')} icon="mail">
      {read.data.items.map((one) => (
        <li key={one.id} className={classes.line}>
          <span>
            {one.title}
            <small>
              <When at={one.sentAt ?? one.sendAt} zone={visit.zone} />
            </small>
          </span>
          <StatusPill state={one.state}>{t(`messageState.${one.state}`)}</StatusPill>
        </li>
      ))}
    </Lines>
  )
}

/** Where the rest of the story is told. */
export function VisitLinks({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  if (!visit.client) return null
  return (
    <nav className={classes.links} aria-label={t('links')}>
      {can('clients.see') && (
        <TextLink to={`/clients/${visit.client.id}`}>
          <Icon name="person" size={15} /> {t('openClient')}
        </TextLink>
      )}
      {can('appointments.book') && (
        <TextLink
          to="/calendar"
          search={{
            new: '1',
            client: visit.client.id,
            service: visit.service.id,
            with: visit.practitioner?.id,
          }}
        >
          <Icon name="book" size={15} /> {t('bookAgain')}
        </TextLink>
      )}
    </nav>
  )
}
