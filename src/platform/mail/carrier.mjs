// The process that hands mails to the mail server. It outlives a program that is killed: it finishes what it had begun
// to hand over, writes down what the server answered, and ends. Plain JavaScript, so that sources and dist/server fork
// the same file.
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

/** Whoever asked for so many mails since has written down in the database what became of the earlier ones. */
const LINES_IN_FILE = 5_000
/** A server that does not answer must not keep an orphan alive. */
const ORPHAN_MS = 40_000

const waiting = []
let busy = 0
let orphaned = false
let transport
let lanes = 1
let journal

process.on('message', (message) => {
  if (message.start) return start(message.start)
  waiting.push(message)
  next()
})

function start({ smtp, folder, parent }) {
  lanes = smtp.maxConnections
  transport = createTransport(smtp)
  transport.on('error', () => {})
  if (folder) journal = openJournal(folder, parent)
}

function next() {
  while (mayBegin()) void handOver(waiting.shift())
}

function mayBegin() {
  return !orphaned && busy < lanes && waiting.length > 0
}

async function handOver({ id, mail }) {
  busy += 1
  const reply = await transport.sendMail(mail).then(
    ({ messageId, response }) => ({
      id,
      receipt: { messageId, response: String(response ?? '').slice(0, 200) },
    }),
    ({ code, responseCode, message }) => ({ id, error: { code, responseCode, message } }),
  )
  // First the file: it stays when we are killed now, and when nobody hears the reply.
  if (reply.receipt && mail.messageId) journal?.write(mail.messageId, reply.receipt.response)
  busy -= 1
  if (!orphaned) process.send(reply, () => {})
  next()
  if (orphaned && busy === 0) process.exit(0)
}

/** Two files by turns, so that they do not grow for ever. */
function openJournal(folder, parent) {
  const names = []
  let file
  let lines = LINES_IN_FILE
  const begin = () => {
    if (file !== undefined) closeSync(file)
    const name = join(folder, `${parent}.${process.pid}.${names.length}.handed`)
    names.push(name)
    file = openSync(name, 'a', 0o600)
    lines = 0
    const old = names.at(-3)
    if (old) unlinkSync(old)
  }
  begin()
  return {
    write(messageId, response) {
      if (lines >= LINES_IN_FILE) begin()
      writeSync(file, `${messageId} ${response.replace(/[\r\n]+/g, ' ')}\n`)
      lines += 1
    },
  }
}

// Ctrl-C reaches the whole process group: the parent ends its work first and then lets go of us.
process.on('SIGINT', () => {})
process.on('disconnect', () => {
  orphaned = true
  waiting.length = 0
  if (busy === 0) process.exit(0)
  setTimeout(() => process.exit(0), ORPHAN_MS).unref()
})
