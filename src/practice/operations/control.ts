import { z } from 'zod'
import { revokeApiKey } from '../../platform/access/api-keys.ts'
import { verifyAudit } from '../../platform/audit/verify.ts'
import { dropDeadJob, listDeadJobs, retryDeadJob } from '../../platform/jobs/dead-letters.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, InstantIn, line, pageOf, paging } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { AUDIT_SORTS, readAudit } from '../control/audit.ts'
import { listKeys, makeKey } from '../control/keys.ts'
import { FRESH_PASSWORD, requireFreshPassword } from '../fresh.ts'
import { Role } from './staff.ts'

const Done = z.object({})
const Outcome = z.enum(['done', 'read', 'refused'])

export const keys = operation({
  path: 'GET /api-keys',
  summary: 'Keys of programs that use the API',
  allow: 'keys.manage',
  takes: z.strictObject({}),
  returns: z.object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        hint: z.string(),
        role: Role,
        scopes: z.array(z.string()).nullable(),
        createdAt: Instant,
        createdBy: z.string(),
        expiresAt: Instant.nullable(),
        revokedAt: Instant.nullable(),
      }),
    ),
  }),
  run: async (ctx) => ({ items: await listKeys(ctx) }),
})

export const createKey = operation({
  path: 'POST /api-keys',
  summary: 'Make a key for a program; its text is answered once and never kept',
  allow: 'keys.manage',
  takes: z.strictObject({
    name: line(120),
    role: Role,
    /** Permissions it is narrowed to; null: everything the role may. */
    scopes: z.array(z.string().max(60)).min(1).max(200).nullable().default(null),
    days: z.int().min(1).max(3650).nullable().default(null),
  }),
  returns: z.object({ id: Id, key: z.string() }),
  fails: FRESH_PASSWORD,
  secret: 'answer',
  run: async (ctx, { days, ...wish }) => {
    requireFreshPassword(ctx)
    const expiresAt = days === null ? null : new Date(ctx.now.getTime() + days * 86_400_000)
    return makeKey(ctx, { ...wish, expiresAt })
  },
})

export const revokeKey = operation({
  path: 'DELETE /api-keys/{id}',
  summary: 'End a key at once',
  allow: 'keys.manage',
  takes: z.strictObject({ id: Id }),
  returns: Done,
  run: async (ctx, { id }) => {
    if (!(await revokeApiKey(ctx, id))) throw notFound('This key')
    return {}
  },
})

export const deadJobs = operation({
  path: 'GET /dead-jobs',
  summary: 'Background work that failed for good',
  allow: 'jobs.manage',
  background: true,
  takes: z.strictObject({}),
  returns: z.object({
    items: z.array(
      z.object({
        id: Id,
        kind: z.string(),
        payload: z.record(z.string(), z.unknown()),
        attempts: z.number(),
        lastError: z.string().nullable(),
        createdAt: Instant,
        deadAt: Instant,
      }),
    ),
  }),
  run: async (ctx) => ({ items: await listDeadJobs(ctx) }),
})

export const retryJob = operation({
  path: 'POST /dead-jobs/{id}/retry',
  summary: 'Run failed work again',
  allow: 'jobs.manage',
  takes: z.strictObject({ id: Id }),
  returns: Done,
  run: async (ctx, { id }) => {
    await retryDeadJob(ctx, id)
    return {}
  },
})

export const dropJob = operation({
  path: 'DELETE /dead-jobs/{id}',
  summary: 'Give failed work up for good',
  allow: 'jobs.manage',
  reason: 'optional',
  takes: z.strictObject({ id: Id, reason: line(500).optional() }),
  returns: Done,
  run: async (ctx, { id }) => {
    await dropDeadJob(ctx, id)
    return {}
  },
})

export const audit = operation({
  path: 'GET /audit',
  summary: 'Who did or read what, when, from where and why',
  allow: 'audit.see',
  reads: 'client',
  takes: z.strictObject({
    ...paging,
    from: InstantIn.optional(),
    to: InstantIn.optional(),
    clientId: Id.optional(),
    actorId: z.string().max(60).optional(),
    subjectId: Id.optional(),
    subjectType: z.string().max(60).optional(),
    operation: z.string().max(120).optional(),
    outcome: Outcome.optional(),
    sort: z.enum(AUDIT_SORTS).default('at'),
    order: z.enum(['asc', 'desc']).default('desc'),
  }),
  returns: pageOf(
    z.object({
      id: Id,
      at: Instant,
      operation: z.string(),
      outcome: Outcome,
      actorKind: z.string(),
      actorId: z.string().nullable(),
      actorName: z.string(),
      address: z.string().nullable(),
      reason: z.string().nullable(),
      subjectType: z.string().nullable(),
      subjectId: Id.nullable(),
      clientId: Id.nullable(),
      changes: z.array(z.unknown()),
    }),
  ),
  run: async (ctx, question) => {
    // Looking through one client's trail is reading about that client.
    if (question.clientId) ctx.saw('audit_trail', question.clientId, question.clientId)
    return readAudit(ctx, question)
  },
})

export const verdict = operation({
  path: 'GET /audit/verdict',
  summary: 'Recompute the chain of the audit: names every entry that was changed, removed or slipped in',
  allow: 'audit.see',
  takes: z.strictObject({}),
  returns: z.object({
    entries: z.number(),
    head: z.object({ seq: z.number(), hash: z.string() }),
    findings: z.array(
      z.object({ seq: z.number().nullable(), entryId: z.string().nullable(), what: z.string() }),
    ),
  }),
  run: (ctx) => verifyAudit(ctx.db, ctx.practiceId, { now: ctx.now }),
})
