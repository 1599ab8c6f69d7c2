import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Finished, Listener } from './listen.ts'
import { listen } from './listen.ts'

const open: Listener[] = []
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await Promise.all(open.splice(0).map((each) => each.close(0)))
})

async function door(onFinished?: (request: Finished) => void): Promise<Listener> {
  const made = await listen({ host: '127.0.0.1', port: 0 }, onFinished)
  open.push(made)
  return made
}

/** Sends bytes as they are; answers what came back until the server closed, or until `forMs`. */
async function send(port: number, bytes: string, forMs = 2_000): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk))
  socket.on('error', () => {})
  socket.write(bytes)
  await Promise.race([new Promise((resolve) => socket.once('close', resolve)), pause(forMs)])
  return answer
}

test('before Atrium is ready, callers are told to come again', async () => {
  const { port, answerWith } = await door()
  const before = await fetch(`http://127.0.0.1:${port}/`)
  expect(before.status).toBe(503)
  expect(before.headers.get('retry-after')).toBe('2')
  expect(await before.json()).toMatchObject({ code: 'starting' })
  answerWith(() => new Response('ready'))
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ready')
})

test('a taken port is told with the way out', async () => {
  const { port } = await door()
  await expect(listen({ host: '127.0.0.1', port })).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
  )
})

test('an address of another machine is told by its name', async () => {
  await expect(listen({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
    /^HOST 192\.0\.2\.1 is not an address of this machine/,
  )
})

test('500 connections that never finish their request do not keep anybody else waiting', async () => {
  const { port, answerWith } = await door()
  answerWith(() => new Response('here'))
  for (let index = 0; index < 500; index++) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('POST /api/x HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    sockets.push(socket)
  }
  await pause(200)
  const began = performance.now()
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
  expect(performance.now() - began).toBeLessThan(1_000)
})

test.each([
  [
    'headers beyond 16 kB',
    `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
    /^HTTP\/1\.1 431/,
  ],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400/],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
    /^HTTP\/1\.1 400/,
  ],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    /^HTTP\/1\.1 400/,
  ],
  [
    'chunks under another name',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    /^HTTP\/1\.1 400/,
  ],
  ['a folded header', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\nX-B\r\n\r\n', /^HTTP\/1\.1 400/],
  ['what is no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', /^HTTP\/1\.1 400/],
])('a request with %s is refused and its connection closed', async (_, bytes, status) => {
  const { port, answerWith } = await door()
  answerWith(() => new Response('taken'))
  const answer = await send(port, bytes)
  expect(answer).toMatch(status)
  expect(answer).not.toContain('taken')
})

test('closing lets the open answer end and takes nobody new', async () => {
  const { port, answerWith, close } = await listen({ host: '127.0.0.1', port: 0 })
  let finish = () => {}
  answerWith(async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return new Response('done', { headers: { connection: 'close' } })
  })
  const answer = fetch(`http://127.0.0.1:${port}/`)
  await pause(50)
  const closed = close()
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  finish()
  expect(await (await answer).text()).toBe('done')
  await closed
})

test('each request is counted once with its status', async () => {
  const seen: Finished[] = []
  const { port, answerWith } = await door((request) => seen.push(request))
  answerWith(() => new Response('', { status: 404 }))
  await (await fetch(`http://127.0.0.1:${port}/`)).text()
  await pause(50)
  expect(seen).toMatchObject([{ method: 'GET', status: 404 }])
})
