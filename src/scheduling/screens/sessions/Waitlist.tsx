import { useState } from 'react'
import {
  Button,
  Heading,
  IconButton,
  Notice,
  Person,
  notify,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Session } from './session-model.ts'
import { useSessionActs } from './session-model.ts'
import classes from './sessions.module.css'

/** Who waits for a seat, in their order. */
export function Waitlist({ session }: { session: Session }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const acts = useSessionActs()
  const [error, setError] = useState<unknown>(null)
  if (session.waitlist.length === 0) return null
  async function promote(waitingId: string, name: string): Promise<void> {
    setError(null)
    try {
      await acts.promote.do({ id: session.id, waitingId })
      notify.done(t('sessions.seatGiven', { name }))
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <section>
      <Heading>{t('sessions.waitlist')}</Heading>
      <Notice of={error} />
      <ol className={classes.people}>
        {session.waitlist.map(({ id, clientName, clientNumber, addedAt, notes }, index) => (
          <li key={id}>
            <Person
              name={clientName}
              about={[
                t('sessions.position', { nth: index + 1 }),
                `#${clientNumber}`,
                format.day(addedAt.slice(0, 10)),
                notes,
              ]
                .filter(Boolean)
                .join(' · ')}
            />
            <span className={classes.acts}>
              {session.can.book && (
                <>
                  <Button
                    small
                    disabled={session.seatsLeft === 0}
                    label={`${t('sessions.promote')}: ${clientName}`}
                    onClick={() => promote(id, clientName)}
                  >
                    {t('sessions.promote')}
                  </Button>
                  <IconButton
                    icon="close"
                    label={`${t('sessions.leaveList')}: ${clientName}`}
                    onClick={() => acts.giveUp.do({ id: session.id, waitingId: id }).catch(setError)}
                  />
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
