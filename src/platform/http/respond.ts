import { sayProblem } from '../i18n/refusals.ts'
import { Problem } from '../problem.ts'
import type { Answer } from '../operation/gate.ts'
import type { FileAnswer } from '../operation/shapes.ts'

/** A refusal as application/problem+json (RFC 9457), in the language of the reader. */
export function problemResponse(refusal: Problem, locale: string): Response {
  const { status, code } = refusal
  const { message, details } = sayProblem(locale, refusal)
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  }
  if (typeof details.retryAfter === 'number') headers['retry-after'] = String(details.retryAfter)
  const body = { type: `urn:atrium:problem:${code}`, title: message, status, code, message, ...details }
  return new Response(JSON.stringify(body), { status, headers })
}

/** What went wrong on our side: nothing of it reaches the caller but a number to quote. */
export function bugResponse(requestId: string, locale: string): Response {
  const message = 'Something went wrong on our side. Nothing was changed.'
  return problemResponse(new Problem(500, 'internal', message, { requestId }), locale)
}

/** `knownVersion`: the caller's If-None-Match. */
export function answerResponse(
  answer: Answer,
  { isFile, knownVersion }: { isFile: boolean; knownVersion: string | null },
): Response {
  if (isFile) return fileResponse(answer.body as FileAnswer, knownVersion)
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  }
  if (answer.replayed) headers['idempotent-replayed'] = 'true'
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers })
}

function fileResponse(
  { bytes, type, name, inline, etag }: FileAnswer,
  knownVersion: string | null,
): Response {
  const caching: Record<string, string> = etag
    ? { 'cache-control': 'private, no-cache', etag }
    : { 'cache-control': 'no-store' }
  // Weak comparison (RFC 9110, 13.1.2): a proxy may have made a strong tag weak.
  const isKnown = etag && knownVersion?.split(',').some((each) => bare(each) === bare(etag))
  if (isKnown) return new Response(null, { status: 304, headers: caching })
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return new Response(bytes as BodyInit, {
    headers: {
      'content-type': type,
      ...caching,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`,
      // A file of somebody else's is never a page of ours.
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}

function bare(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
