import { checkMessage } from './message.ts'
import type { MailMessage } from './message.ts'
import type { Mail } from './smtp.ts'

/** Mail that stays in memory, for tests and the simulation; `fail` lets them play a server that refuses. */
export function caughtMail(fail: (message: MailMessage) => Error | undefined = () => undefined) {
  const sent: MailMessage[] = []
  const mail: Mail = {
    async send(message) {
      checkMessage(message)
      const error = fail(message)
      if (error) throw error
      sent.push(message)
      return { by: 'outbox', messageId: message.messageId ?? null, answer: 'Caught.' }
    },
    async close() {},
  }
  return { ...mail, sent }
}
