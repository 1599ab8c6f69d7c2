import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { Finding, Verification } from '../../platform/verification.ts'
import { hashOfTexts } from '../consents/purpose.ts'
import type { ConsentTexts } from '../consents/purpose.ts'
import { findSignatureIfAny, sealOf, sha256Of, signaturesQuery } from './seal.ts'
import type { SignatureRow } from './seal.ts'

export interface SignatureProof {
  document: 'unchanged' | 'changed'
  /** 'none': signed before seals covered the evidence. */
  evidence: 'unchanged' | 'changed' | 'none'
  /** 'missing': noted, but the file is gone; 'not_made': its PDF is still to come. */
  file: 'unchanged' | 'changed' | 'missing' | 'not_made'
}

/** Recomputes every hash of a signature: the document, the seal over the evidence, the bytes of the PDF. */
export async function proveSignature(
  ctx: Context,
  subjectId: string,
): Promise<SignatureProof & { signature: SignatureRow }> {
  const signature = await findSignatureIfAny(ctx, subjectId)
  if (!signature) throw notFound('This signature')
  return { ...proofOfRow(signature), file: await proofOfFile(ctx, signature), signature }
}

function proofOfRow(row: SignatureRow): Pick<SignatureProof, 'document' | 'evidence'> {
  const signedAt = new Date(row.signedAt).toISOString()
  const {
    documentSha256,
    clientId,
    signerName,
    signerClientId,
    relation,
    method,
    strokes,
    address,
    device,
    textVersion,
  } = row
  const seal = sealOf({
    documentSha256,
    clientId,
    signerName,
    signerClientId,
    relation,
    method,
    strokes,
    address,
    device,
    textVersion,
    signedAt,
  })
  return {
    document: sha256Of(row.document) === documentSha256 ? 'unchanged' : 'changed',
    evidence: row.sealSha256 === null ? 'none' : seal === row.sealSha256 ? 'unchanged' : 'changed',
  }
}

async function proofOfFile(ctx: Context, { fileSha256 }: SignatureRow): Promise<SignatureProof['file']> {
  if (!fileSha256) return 'not_made'
  if (!(await ctx.services.files.head(fileSha256))) return 'missing'
  const parts: Uint8Array[] = []
  try {
    for await (const part of await ctx.services.files.get(fileSha256)) parts.push(part as Uint8Array)
  } catch {
    // A store that checks its content refuses to hand out what was changed.
    return 'changed'
  }
  return sha256Of(Buffer.concat(parts)) === fileSha256 ? 'unchanged' : 'changed'
}

/** `atrium verify signatures`: every signature and every published consent text, from the tables alone. */
export const verifySignatures: Verification[] = [
  {
    subject: 'signatures',
    promise: 'Every signed document and its evidence are as they were signed',
    run: async (db, practiceId) => {
      const findings: Finding[] = []
      let after: string | null = null
      for (;;) {
        const { rows }: { rows: SignatureRow[] } = await signaturesQuery(practiceId, after).execute(db)
        for (const row of rows) {
          const { document, evidence } = proofOfRow(row)
          if (document === 'changed')
            findings.push({ what: 'changed document', where: `signature ${row.id}` })
          if (evidence === 'changed')
            findings.push({ what: 'changed evidence', where: `signature ${row.id}` })
        }
        after = rows.at(-1)?.id ?? null
        if (rows.length < 500) return findings
      }
    },
  },
  {
    subject: 'signatures',
    promise: 'Every sealed PDF is kept under the digest it was sealed with',
    run: async (db, practiceId) => {
      const { rows } = await sql<{ signatureId: string }>`select d.signature_id as "signatureId"
        from sealed_document d join stored_file f on f.practice_id = d.practice_id and f.id = d.file_id
        where d.practice_id = ${practiceId} and d.sha256 <> f.sha256`.execute(db)
      return rows.map(({ signatureId }) => ({
        what: 'another sealed PDF',
        where: `signature ${signatureId}`,
      }))
    },
  },
  {
    subject: 'signatures',
    promise: 'Every published consent text is as it was published',
    run: async (db, practiceId) => {
      const { rows } = await sql<{
        id: string
        texts: ConsentTexts
        sha256: string
      }>`select id, texts, sha256 from consent_text
        where practice_id = ${practiceId}`.execute(db)
      return rows
        .filter(({ texts, sha256 }) => hashOfTexts(texts) !== sha256)
        .map(({ id }) => ({ what: 'changed consent text', where: `consent_text ${id}` }))
    },
  },
]
