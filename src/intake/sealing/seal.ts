import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { findSigner } from './signer.ts'
import type { Relation } from './signer.ts'

export const DOCUMENT_JOB = 'intake.sealedDocument'

export interface SignatureWish {
  name: string
  relation: Relation
  method: 'typed' | 'drawn'
  strokes?: unknown
}

export interface SealWish {
  clientId: string
  of: { formRequestId: string } | { consentActId: string }
  /** Exactly what was signed. */
  document: Record<string, unknown>
  /** Which text that was, such as 'intake v3'. */
  textVersion: string
  signature: SignatureWish
  /** What the browser calls itself. */
  device: string | null
}

/** What the seal covers: with the document's hash everything that says who signed, how, when and from where. */
export interface Evidence {
  documentSha256: string
  clientId: string
  signerName: string
  signerClientId: string | null
  relation: string
  method: string
  strokes: unknown
  address: string | null
  device: string | null
  textVersion: string | null
  signedAt: string
}

/** Keeps a signature over exactly these words and has its PDF made. 403 `may_not_sign`. Answers its id. */
export async function sealSignature(ctx: Context, wish: SealWish): Promise<string> {
  const { signature } = wish
  const signerClientId = await findSigner(ctx, { clientId: wish.clientId, ...signature })
  const document = JSON.stringify(wish.document)
  const strokes = signature.method === 'drawn' ? (signature.strokes ?? null) : null
  const evidence: Evidence = {
    documentSha256: sha256Of(document),
    clientId: wish.clientId,
    signerName: signature.name,
    signerClientId,
    relation: signature.relation,
    method: signature.method,
    strokes,
    address: ctx.address,
    device: wish.device?.slice(0, 300) ?? null,
    textVersion: wish.textVersion,
    signedAt: ctx.now.toISOString(),
  }
  const id = ctx.newId()
  const of = { formRequestId: null, consentActId: null, ...wish.of }
  await sql`insert into signature (practice_id, id, form_request_id, consent_act_id, client_id, signer_name, signer_client_id, relation, method,
      strokes, document, document_sha256, address, device, text_version, seal_sha256, signed_at)
    values (${ctx.practiceId}, ${id}, ${of.formRequestId}, ${of.consentActId}, ${wish.clientId}, ${evidence.signerName}, ${signerClientId},
      ${evidence.relation}, ${evidence.method}, ${strokes === null ? null : JSON.stringify(strokes)}::jsonb, ${document}, ${evidence.documentSha256},
      ${evidence.address}, ${evidence.device}, ${evidence.textVersion}, ${sealOf(evidence)}, ${ctx.now})`.execute(
    ctx.db,
  )
  // The audit trail is chained: with the hashes in it, not even both together can be exchanged unseen.
  ctx.record('signature.given', {
    subject: ['signature', id],
    clientId: wish.clientId,
    data: { ...wish.of, documentSha256: evidence.documentSha256 },
    after: { documentSha256: evidence.documentSha256, sealSha256: sealOf(evidence) },
  })
  ctx.later(DOCUMENT_JOB, { signatureId: id }, { key: id })
  return id
}

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The hash over all evidence; keys in one order, whatever order the database gives them back in. */
export function sealOf(evidence: Evidence): string {
  return sha256Of(canonical(evidence))
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}

export interface SignatureRow extends Evidence {
  id: string
  formRequestId: string | null
  consentActId: string | null
  document: string
  sealSha256: string | null
  /** The PDF once it is made. */
  fileId: string | null
  fileSha256: string | null
}

const READ =
  sql.raw(`select s.id, s.form_request_id as "formRequestId", s.consent_act_id as "consentActId", s.client_id as "clientId", s.signer_name as "signerName",
    s.signer_client_id as "signerClientId", s.relation, s.method, s.strokes, s.document, s.document_sha256 as "documentSha256", s.address, s.device,
    s.text_version as "textVersion", s.seal_sha256 as "sealSha256", s.signed_at as "signedAt", d.file_id as "fileId", d.sha256 as "fileSha256"
  from signature s left join sealed_document d on d.practice_id = s.practice_id and d.signature_id = s.id`)

/** The signature of a form or of an act of consent, with its sealed document. */
export async function findSignatureIfAny(ctx: Context, subjectId: string): Promise<SignatureRow | undefined> {
  const { rows } = await sql<
    SignatureRow & { signedAt: Date | string }
  >`${READ} where s.practice_id = ${ctx.practiceId}
    and (s.id = ${subjectId} or s.form_request_id = ${subjectId} or s.consent_act_id = ${subjectId})`.execute(
    ctx.db,
  )
  return rows[0] && { ...rows[0], signedAt: new Date(rows[0].signedAt).toISOString() }
}

/** Every signature of the practice, as `verify` walks over them. */
export function signaturesQuery(practiceId: string, after: string | null) {
  return sql<SignatureRow>`${READ} where s.practice_id = ${practiceId} and (${after}::uuid is null or s.id > ${after}) order by s.id limit 500`
}
