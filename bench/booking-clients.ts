// This is no window: messages of a thread have no target origin.
/* oxlint-disable unicorn/require-post-message-target-origin */
import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

// The people who book, in a thread of their own: they are no part of what the server has to do.

export interface Clients {
  port: number
  key: string
}
export interface Round {
  atOnce: number
  /** The bodies of the requests, each sent once. */
  bodies: string[]
}

const { port, key } = workerData as Clients
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

parentPort!.on('message', ({ atOnce, bodies }: Round) => {
  let next = 0
  const began = performance.now()
  const client = async () => {
    for (let turn = next++; turn < bodies.length; turn = next++) await book(bodies[turn]!)
  }
  Promise.all(Array.from({ length: atOnce }, client)).then(
    () => parentPort!.postMessage({ ms: performance.now() - began }),
    (error: Error) => parentPort!.postMessage({ error: error.message }),
  )
})

function book(body: string) {
  return new Promise<void>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sent = request({ port, agent, method: 'POST', path: '/api/appointments', headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve()
          : reject(new Error(`${answer.statusCode} ${Buffer.concat(parts).toString()}`)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
