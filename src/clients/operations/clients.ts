import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, Instant, line, pageOf, paging } from '../../platform/operation/shapes.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { createClient, findClient, setArchived, updateClient } from '../client.ts'
import { isEmail } from '../contact-points.ts'
import { findPossibleDuplicates } from '../duplicates.ts'
import { listClients, searchClients } from '../list.ts'
import { readTimeline } from '../timeline.ts'
import { ClientRow, ClientView, DuplicateView, clientFields, present, presentRow } from './views.ts'

export const list = operation({
  path: 'GET /clients',
  summary: 'List clients by name, or search them by any part of name, number, address or phone',
  allow: 'clients.see',
  takes: z.strictObject({
    ...paging,
    q: z.string().max(400).optional(),
    state: z.enum(['active', 'archived']).default('active'),
  }),
  returns: pageOf(ClientRow),
  run: async (ctx, { q, ...question }) => {
    // A search answers the best, up to the limit; there is no second page of it.
    if (q?.trim()) return { items: (await searchClients(ctx, q, question.limit)).map(presentRow), next: null }
    const page = await listClients(ctx, question)
    return { ...page, items: page.items.map(presentRow) }
  },
})

export const create = operation({
  path: 'POST /clients',
  summary: 'Create a client; says who might be the same person, and merges nobody',
  allow: 'clients.edit',
  takes: z.strictObject({
    ...clientFields,
    email: line(254).refine(isEmail, 'This is not an e-mail address.').nullish(),
    phone: line(60).nullish(),
    /** Refuse with the list when somebody of that name and birth date, or name and contact, is there already. */
    onlyIfNew: z.boolean().default(false),
  }),
  returns: z.object({ client: ClientView, possibleDuplicates: z.array(DuplicateView) }),
  fails: ['possible_duplicate'],
  run: async (ctx, { onlyIfNew, ...wish }) => {
    requireName(wish)
    const possibleDuplicates = await findPossibleDuplicates(ctx, wish)
    const alike = possibleDuplicates.filter((each) => each.because.some((reason) => reason !== 'contact'))
    if (onlyIfNew && alike.length > 0) {
      throw problem(
        409,
        'possible_duplicate',
        'Somebody like this is already here. Open them, or create this person all the same.',
        { possibleDuplicates: alike },
      )
    }
    return { client: await present(ctx, await createClient(ctx, wish)), possibleDuplicates }
  },
})

export const get = operation({
  path: 'GET /clients/{id}',
  summary: 'Open a client',
  allow: 'clients.see',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: ClientView,
  run: async (ctx, { id }) => {
    const client = await findClient(ctx, id)
    ctx.saw('client', id)
    return present(ctx, client)
  },
})

export const edit = operation({
  path: 'PATCH /clients/{id}',
  summary: 'Change what is known of a client',
  allow: 'clients.edit',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    ...clientFields,
    givenName: clientFields.givenName.optional(),
    familyName: clientFields.familyName.optional(),
  }),
  returns: ClientView,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { id, ...change }) => {
    const before = await findClient(ctx, id)
    requireName({
      givenName: change.givenName ?? before.givenName,
      familyName: change.familyName ?? before.familyName,
    })
    return present(ctx, await updateClient(ctx, id, change))
  },
})

function archiving(path: 'archiving' | 'restoration', archived: boolean) {
  return operation({
    path: `POST /clients/{id}/${path}`,
    summary: archived
      ? 'Take a client out of lists and searches; the record stays'
      : 'Bring an archived client back',
    allow: 'clients.archive',
    reason: 'optional',
    takes: z.strictObject({ id: Id, rowVersion: RowVersion, reason: line(500).optional() }),
    returns: ClientView,
    fails: [CHANGED_MEANWHILE],
    run: async (ctx, { id, rowVersion }) =>
      present(ctx, await setArchived(ctx, id, { archived, rowVersion })),
  })
}

export const archive = archiving('archiving', true)
export const restore = archiving('restoration', false)

export const timeline = operation({
  path: 'GET /clients/{id}/timeline',
  summary: 'Everything that happened with a client, the latest first',
  allow: 'clients.see',
  reads: 'client',
  takes: z.strictObject({ id: Id, ...paging }),
  returns: pageOf(
    z.object({
      id: Id,
      name: z.string(),
      subjectType: z.string(),
      subjectId: Id,
      data: z.record(z.string(), z.unknown()),
      actorKind: z.string(),
      actorName: z.string(),
      at: Instant,
    }),
  ),
  run: async (ctx, { id, ...page }) => {
    await findClient(ctx, id)
    ctx.saw('client', id)
    return readTimeline(ctx, id, page)
  },
})

export function requireName({ givenName, familyName }: { givenName: string; familyName: string }) {
  if (!givenName && !familyName) throw invalid('familyName', 'Give at least one name.')
}
