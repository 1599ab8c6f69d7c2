import { sql } from 'kysely'
import { clientName, findClient } from '../../clients/index.ts'
import { keepFile } from '../../platform/files/keep.ts'
import { job } from '../../platform/jobs/jobs.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import { formatDateTime } from '../../platform/time/index.ts'
import { findPractice } from '../../practice/index.ts'
import { titleIn } from '../questionnaire/questionnaire.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { documentWords } from './document-words.ts'
import { drawnSvg } from './drawn-svg.ts'
import { signsWithoutFont } from './printable.ts'
import { DOCUMENT_JOB, findSignatureIfAny, sha256Of } from './seal.ts'
import type { SignatureRow } from './seal.ts'
import { sectionsOf } from './sections.ts'
import type { SignedForm } from './sections.ts'

const TEMPLATE = 'src/intake/sealing/document.typ'

/** Makes the PDF of a signature after it was given; a second run finds it made. */
export const sealDocumentJob = job({
  kind: DOCUMENT_JOB,
  run: async (house, { practiceId, payload }) => {
    await inPractice(
      house,
      { practiceId, actor: { kind: 'system', name: DOCUMENT_JOB }, name: DOCUMENT_JOB },
      (ctx) => makeDocument(ctx, String(payload.signatureId)),
    )
  },
})

/** The sealed PDF of a signature; made now if its job has not come to it yet. */
export async function sealedDocument(
  ctx: Context,
  subjectId: string,
): Promise<{ bytes: Uint8Array; name: string; sha256: string }> {
  const signature = await findSignatureIfAny(ctx, subjectId)
  if (!signature) throw notFound('This signature')
  const sha256 = signature.fileSha256 ?? (await makeDocument(ctx, signature.id))
  const parts: Uint8Array[] = []
  for await (const part of await ctx.services.files.get(sha256)) parts.push(part as Uint8Array)
  return {
    bytes: Buffer.concat(parts),
    name: `${signature.textVersion ?? 'signature'}.pdf`.replaceAll(' ', '-'),
    sha256,
  }
}

/** Typesets, keeps and notes the document; answers its hash. */
export async function makeDocument(ctx: Context, signatureId: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sealed ${signatureId}`}, 0))`.execute(ctx.db)
  const signature = await findSignatureIfAny(ctx, signatureId)
  if (!signature) throw notFound('This signature')
  if (signature.fileSha256) return signature.fileSha256
  const data = await documentData(ctx, signature)
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, {
    createdAt: new Date(signature.signedAt),
    ...(data.drawn ? { pictures: { signature: Buffer.from(drawnSvg(signature.strokes)) } } : {}),
  })
  const file = await keepFile(ctx, {
    bytes,
    name: `${signature.textVersion ?? 'signature'}.pdf`,
    clientId: signature.clientId,
    isOurs: true,
  })
  await sql`insert into sealed_document (practice_id, signature_id, file_id, sha256, created_at)
    values (${ctx.practiceId}, ${signature.id}, ${file.id}, ${sha256Of(bytes)}, ${ctx.now})`.execute(ctx.db)
  ctx.record('signature.sealed', {
    subject: ['signature', signature.id],
    clientId: signature.clientId,
    data: { sha256: file.sha256 },
    after: { fileSha256: file.sha256 },
  })
  return file.sha256
}

/** What the template places; every text finished, in the language that was read. */
export async function documentData(ctx: Context, signature: SignatureRow) {
  const practice = await findPractice(ctx)
  const facts = await ctx.practice()
  const client = await findClient(ctx, signature.clientId)
  const document = JSON.parse(signature.document) as {
    language?: string
    form?: { key: string; version: number; definition: Questionnaire }
    consent?: { title: string; body: string; effect: string }
    decision?: 'agreed' | 'declined'
  }
  const lang = (document.language ?? client.language ?? facts.locale).startsWith('de') ? 'de' : 'en'
  const words = documentWords[lang]
  const signedAt = formatDateTime(new Date(signature.signedAt), { locale: lang, zone: facts.zone })
  const relation = words.relations[signature.relation as keyof typeof words.relations]
  const sections = document.form
    ? sectionsOf(document as unknown as SignedForm, lang, words)
    : [
        { title: '', rows: [{ kind: 'text' as const, label: '', text: document.consent!.body }] },
        effectOf(document.consent!, words),
      ]
  const data = {
    title: document.form
      ? (titleIn(lang, document.form.definition) ?? document.form.key)
      : document.consent!.title,
    lang,
    paper: facts.country === 'US' || facts.country === 'CA' ? 'us-letter' : 'a4',
    practice: {
      name: practice.name,
      lines: [practice.phone, practice.email].filter(Boolean),
      footer: [practice.name],
    },
    facts: [
      [words.client, clientName(client)],
      [words.date, signedAt],
    ],
    sections,
    decision: document.decision ? words[document.decision] : '',
    drawn: signature.method === 'drawn',
    signer: signature.signerName,
    caption: `${signature.signerName} (${relation}), ${signedAt}`,
  }
  const codes = signsWithoutFont(JSON.stringify(data))
  return {
    ...data,
    evidence: {
      title: words.evidence,
      about: words.about,
      rows: evidenceRows(signature, { words, signedAt, relation, codes, zone: facts.zone }),
    },
  }
}

function effectOf({ effect }: { effect: string }, words: { withdrawal: string }) {
  return {
    title: effect ? words.withdrawal : '',
    rows: effect ? [{ kind: 'text' as const, label: '', text: effect }] : [],
  }
}

interface EvidenceWords {
  words: (typeof documentWords)['en' | 'de']
  signedAt: string
  relation: string
  codes: string
  zone: string
}

function evidenceRows(
  signature: SignatureRow,
  { words, signedAt, relation, codes, zone }: EvidenceWords,
): [string, string][] {
  const proof =
    signature.relation === 'self' ? '' : `, ${signature.signerClientId ? words.noted : words.stated}`
  const rows: [string, string][] = [
    [words.signer, signature.signerName],
    [words.relation, `${relation}${proof}`],
    [words.how, words.methods[signature.method as keyof typeof words.methods]],
    [words.at, `${signedAt} (${zone}) · ${signature.signedAt}`],
    [words.address, signature.address ?? words.unknown],
    [words.device, signature.device || words.unknown],
    [words.version, signature.textVersion ?? words.unknown],
    // Broken into pieces of eight, so that it wraps and can be read out.
    [words.hash, inPieces(signature.documentSha256)],
    [words.seal, inPieces(signature.sealSha256 ?? words.unknown)],
    [words.id, signature.id],
  ]
  return codes ? [...rows, [words.codes, codes]] : rows
}

const inPieces = (hash: string) => hash.replace(/(.{8})(?=.)/g, '$1 ')
