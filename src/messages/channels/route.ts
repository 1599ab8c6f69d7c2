import { listContacts } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Channel, Purpose } from './purposes.ts'

export interface Route {
  channel: Channel
  /** Null: nobody can be reached that way. */
  address: string | null
  /** Why it must not go out; null: it may. */
  skip: string | null
}

/** On which channel a message reaches a client, and whether it may: mail, else the list of calls. */
export async function chooseRoute(
  ctx: Context,
  { clientId }: { clientId: string; purpose: Purpose; channel?: Channel | undefined },
): Promise<Route> {
  const contacts = await listContacts(ctx, clientId)
  const email = contacts.find(({ kind }) => kind === 'email')?.value
  if (email) return { channel: 'email', address: email, skip: null }
  const phone = contacts.find(({ kind }) => kind === 'phone')?.value
  if (phone) return { channel: 'call', address: phone, skip: null }
  return { channel: 'email', address: null, skip: 'There is neither an e-mail address nor a phone number.' }
}
