import type { Context as HttpContext } from 'hono'
import { may } from '../access/actor.ts'
import type { Change, Live } from '../live/live.ts'
import type { CallerParts } from './caller.ts'
import { findCaller } from './caller.ts'

const HEARTBEAT_MS = 20_000
const MOST_STREAMS_PER_PERSON = 20

const STREAM = { allow: 'signed_in' } as const

/**
 * `GET /api/stream`: server-sent events of what changed in the caller's practice, ids only.
 * The caller is looked up again at each heartbeat, so that an ended session ends its streams.
 */
export function createStream(parts: { callers: CallerParts; live: Live; topics: Record<string, string> }) {
  const open = new Map<string, number>()
  return async (c: HttpContext): Promise<Response> => {
    const request = withBackground(c.req.raw)
    const { actor, practiceId } = await findCaller(parts.callers, STREAM, request, {})
    const person = `${practiceId} ${actor.kind === 'staff' ? actor.staffId : actor.name}`
    if ((open.get(person) ?? 0) >= MOST_STREAMS_PER_PERSON)
      return new Response('Too many streams.', { status: 429, headers: { 'retry-after': '30' } })
    open.set(person, (open.get(person) ?? 0) + 1)

    const encoder = new TextEncoder()
    let stop = () => {}
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text))
        const isVisible = ({ topic }: Change) => may(actor, parts.topics[topic] ?? 'nobody.may')
        const unlisten = parts.live.listen(practiceId, (change) => {
          if (isVisible(change))
            send(`data: ${JSON.stringify({ topic: change.topic, id: change.id, name: change.name })}\n\n`)
        })
        const heartbeat = setInterval(async () => {
          const still = await findCaller(parts.callers, STREAM, request, {}).catch(() => null)
          if (still) send(': still here\n\n')
          else controller.close()
          if (!still) stop()
        }, HEARTBEAT_MS)
        stop = () => {
          unlisten()
          clearInterval(heartbeat)
          open.set(person, Math.max(0, (open.get(person) ?? 1) - 1))
          stop = () => {}
        }
        send('retry: 2000\n: connected\n\n')
      },
      cancel: () => stop(),
    })
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    })
  }
}

/** A stream that stays open all night is nobody at the desk: it must not keep the session alive. */
function withBackground(request: Request): Request {
  const headers = new Headers(request.headers)
  headers.set('x-background', '1')
  return new Request(request.url, { headers })
}
