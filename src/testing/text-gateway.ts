import { createServer } from 'node:http'

export interface GatewayRequest {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

interface GatewayAnswer {
  status: number
  body: string
  /** Answers only after so many milliseconds; Infinity: never. */
  delay?: number
}

/** A gateway on loopback that answers as the test says, and remembers what it was asked. */
export async function startGateway(answer: (request: GatewayRequest, turn: number) => GatewayAnswer) {
  const asked: GatewayRequest[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const got = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() }
      asked.push(got)
      const { status, body, delay = 0 } = answer(got, asked.length)
      if (delay === Infinity) return
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(body)
      }, delay)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Twilio's answers, as its documentation gives them: a Message resource, or a code with its HTTP status. */
export function twilioAnswer(request: GatewayRequest): GatewayAnswer {
  const form = new URLSearchParams(request.body)
  const to = form.get('To') ?? ''
  const refuse = (status: number, code: number, message: string) => ({
    status,
    body: JSON.stringify({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }),
  })
  if (!to) return refuse(400, 21604, "A 'To' phone number is required.")
  if (to.endsWith('9110')) return refuse(400, 21610, 'Attempt to send to unsubscribed recipient')
  if (to.endsWith('9111')) return refuse(400, 21211, "Invalid 'To' Phone Number")
  const sid = `SM${Buffer.from(to + form.get('Body'))
    .toString('hex')
    .slice(-32)
    .padStart(32, '0')}`
  return {
    status: 201,
    body: JSON.stringify({ sid, status: 'queued', to, body: form.get('Body'), error_code: null }),
  }
}
