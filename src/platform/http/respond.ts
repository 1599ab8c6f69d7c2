import { Problem } from '../problem.ts'
import type { Answer } from '../operation/gate.ts'
import type { FileAnswer } from '../operation/shapes.ts'

/** A refusal as application/problem+json (RFC 9457). */
export function problemResponse(refusal: Problem): Response {
  const { status, code, message, details } = refusal
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  }
  if (typeof details.retryAfter === 'number') headers['retry-after'] = String(details.retryAfter)
  const body = { type: `urn:atrium:problem:${code}`, title: message, status, code, message, ...details }
  return new Response(JSON.stringify(body), { status, headers })
}

/** What went wrong on our side: nothing of it reaches the caller but a number to quote. */
export function bugResponse(requestId: string): Response {
  return problemResponse(
    new Problem(500, 'internal', 'Something went wrong on our side. Nothing was changed.', { requestId }),
  )
}

export function answerResponse(answer: Answer, isFile: boolean): Response {
  if (isFile) return fileResponse(answer.body as FileAnswer)
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  }
  if (answer.replayed) headers['idempotent-replayed'] = 'true'
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers })
}

function fileResponse({ bytes, type, name, inline }: FileAnswer): Response {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return new Response(bytes as BodyInit, {
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`,
      // A file of somebody else's is never a page of ours.
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}
