import { z } from 'zod'
import { seesClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant, fileAnswer } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { sql } from 'kysely'
import { sealedDocument } from './sealed-document.ts'
import { findSignatureIfAny } from './seal.ts'
import { proveSignature } from './verify.ts'

const PDF = 'application/pdf'

/** The signature of a form, of an act of consent, or by its own id, of a client that the caller may see. */
async function visible(ctx: Context, id: string) {
  const signature = await findSignatureIfAny(ctx, id)
  const { rows } = signature
    ? await sql`select 1 from client where practice_id = ${ctx.practiceId} and id = ${signature.clientId} and ${seesClient(ctx, sql.ref('client.id'))}`.execute(
        ctx.db,
      )
    : { rows: [] }
  if (!signature || rows.length === 0) throw notFound('This signature')
  return signature
}

const asFile = ({ bytes, name }: { bytes: Uint8Array; name: string }) => ({ bytes, name, type: PDF })

export const download = operation({
  path: 'GET /signatures/{id}/pdf',
  summary: 'The sealed PDF of a signature: what was signed, by whom, and the evidence',
  allow: 'forms.see_answers',
  reads: 'client',
  takes: z.strictObject({ id: Id.describe('Of the signature, the form request or the act of consent.') }),
  returns: fileAnswer(PDF),
  fails: ['busy'],
  run: async (ctx, { id }) => {
    const signature = await visible(ctx, id)
    ctx.saw('signature', signature.id, signature.clientId)
    return asFile(await sealedDocument(ctx, signature.id))
  },
})

export const prove = operation({
  path: 'GET /signatures/{id}/proof',
  summary: 'Recompute the hashes of a signature: is every byte as it was signed?',
  allow: 'forms.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    id: Id,
    signedAt: Instant,
    textVersion: z.string().nullable(),
    documentSha256: z.string(),
    fileSha256: z.string().nullable(),
    document: z.enum(['unchanged', 'changed']),
    evidence: z.enum(['unchanged', 'changed', 'none']),
    file: z.enum(['unchanged', 'changed', 'missing', 'not_made']),
    isWhole: z.boolean(),
  }),
  run: async (ctx, { id }) => {
    await visible(ctx, id)
    const { signature, ...proof } = await proveSignature(ctx, id)
    const isWhole =
      proof.document === 'unchanged' &&
      proof.evidence !== 'changed' &&
      ['unchanged', 'not_made'].includes(proof.file)
    return { ...signature, ...proof, isWhole }
  },
})

const ofLink = (path: 'GET /form/pdf' | 'GET /consent/pdf', allow: 'link:form' | 'link:consent') =>
  operation({
    path,
    summary: 'The sealed PDF of what was signed here, for who signed it',
    allow,
    takes: z.strictObject({}),
    returns: fileAnswer(PDF),
    fails: ['busy', 'link_expired'],
    run: async (ctx) => {
      const id = ctx.actor.kind === 'link' ? ctx.actor.subjectId : ''
      if (allow === 'link:form') return asFile(await sealedDocument(ctx, id))
      const { rows } = await sql<{
        id: string
      }>`select id from consent_act where practice_id = ${ctx.practiceId} and request_id = ${id}
        order by at desc limit 1`.execute(ctx.db)
      if (!rows[0]) throw notFound('This signature')
      return asFile(await sealedDocument(ctx, rows[0].id))
    },
  })

export const ofForm = ofLink('GET /form/pdf', 'link:form')
export const ofConsent = ofLink('GET /consent/pdf', 'link:consent')
