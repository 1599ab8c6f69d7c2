import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Bytes } from './bytes.ts'
import { ScanRefused } from './store.ts'
import type { Scanner } from './store.ts'

const PIECE = 64 * 1024

/**
 * A scanner that asks clamd (ClamAV) by its INSTREAM command. `url`: tcp://host:3310 or unix:/run/clamav/clamd.ctl.
 * It throws ScanRefused when clamd answers that it cannot look at this content, and any error when it is not there.
 */
export function clamdScanner(url: string, timeoutMs = 60_000): Scanner {
  return {
    async scan(content) {
      const answer = await ask(url, content, timeoutMs)
      if (/^stream: OK$/.test(answer)) return { state: 'clean', finding: null }
      const found = /^stream: (.+) FOUND$/.exec(answer)
      if (found) return { state: 'infected', finding: found[1]!.slice(0, 200) }
      throw new ScanRefused(answer.slice(0, 200))
    },
  }
}

async function ask(url: string, content: Bytes, timeoutMs: number): Promise<string> {
  const socket = open(url)
  const answer = answerOf(socket, timeoutMs)
  // Whoever awaits it below gets the error; while pieces are still being sent nobody does.
  answer.catch(() => {})
  // "z" commands end with a zero byte; each piece follows its length in four bytes, a piece of length 0 is the end.
  socket.write('zINSTREAM\0')
  for (let at = 0; at < content.size && !socket.destroyed; at += PIECE) {
    const piece = await content.read(at, Math.min(PIECE, content.size - at))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    socket.write(length)
    if (!socket.write(Buffer.from(piece))) await drained(socket)
  }
  if (!socket.destroyed) socket.write(Buffer.alloc(4))
  return answer
}

function open(url: string): Socket {
  if (url.startsWith('unix:')) return connect(url.slice('unix:'.length))
  const { hostname, port } = new URL(url)
  return connect(Number(port || 3310), hostname.replace(/^\[|\]$/g, ''))
}

function answerOf(socket: Socket, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('clamd did not answer in time')))
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1')
      if (!text.includes('\0') && text.length < 4_000) return
      socket.destroy()
      resolve(text.split('\0')[0]!.trim())
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('clamd closed the connection without an answer')))
  })
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
  })
}
