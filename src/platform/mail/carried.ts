import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../project-root.ts'
import { answersOf, forgetAnswersOf, readHandedOver } from './handed-over.ts'

/** What nodemailer takes, as plain data. */
export type PlainMail = Record<string, unknown> & { messageId?: string | undefined }

export interface Receipt {
  messageId: string | undefined
  response: string
  /** It had left before; nothing was sent now. */
  earlier?: boolean
}

export interface Carrier {
  /** Rejects with nodemailer's error (code, responseCode), or with code ECONNECTION when the carrier itself ended. */
  send(mail: PlainMail): Promise<Receipt>
  close(): Promise<void>
}

interface Asked {
  mail: PlainMail
  resolve(receipt: Receipt): void
  reject(error: Error): void
}

interface Reply {
  id: number
  receipt?: Receipt
  error?: { code?: string; responseCode?: number; message: string }
}

/** So many answers are remembered: far more than can be under way at once. */
const MOST_KNOWN = 20_000
const LANES = 5

/**
 * Hands mails over in a process of its own, which writes each answer of the server into a file the moment it comes. A
 * program that is killed between that answer and its own commit reads there that the mail has left: under one Message-ID
 * nothing goes out twice, unless the machine itself, or both processes at once, die within that moment.
 */
export function createCarrier({ smtp, folder }: { smtp: object; folder: string }): Carrier {
  const underWay = new Map<string, Promise<Receipt>>()
  let known: Promise<Map<string, string>> | undefined
  let child: OneCarrier | undefined

  async function handOver(mail: PlainMail): Promise<Receipt> {
    known ??= readHandedOver(folder)
    const answers = await known
    const response = mail.messageId && answers.get(mail.messageId)
    if (response) return { messageId: mail.messageId, response, earlier: true }
    child = child?.isAlive() ? child : startChild({ smtp, folder })
    const receipt = await child.ask(mail)
    if (mail.messageId) remember(answers, mail.messageId, receipt.response)
    return receipt
  }

  return {
    send(mail) {
      const { messageId } = mail
      if (!messageId) return handOver(mail)
      const begun = underWay.get(messageId)
      if (begun) return begun
      const sending = handOver(mail).finally(() => underWay.delete(messageId))
      underWay.set(messageId, sending)
      return sending
    },
    close: async () => child?.close(),
  }
}

function remember(answers: Map<string, string>, messageId: string, response: string) {
  answers.set(messageId, response)
  if (answers.size > MOST_KNOWN) answers.delete(answers.keys().next().value!)
}

type OneCarrier = ReturnType<typeof startChild>

function startChild({ smtp, folder }: { smtp: object; folder: string }) {
  const child = fork(join(projectRoot(), 'src/platform/mail/carrier.mjs'), [], {
    execArgv: [],
    serialization: 'advanced',
    // Of our settings it needs only the mail server's, which it is told; what Node itself trusts stays.
    env: pick(['PATH', 'SystemRoot', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR']),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // An idle carrier must not keep the program alive.
  child.unref()
  child.channel?.unref()
  const asked = new Map<number, Asked>()
  let last = 0
  child.on('error', () => {})
  child.on('message', (reply) => settle(asked, reply as Reply))
  child.on('exit', () => giveBack(asked, answersOf(folder, child.pid)))
  child.send({ start: { smtp: { ...smtp, maxConnections: LANES }, folder, parent: process.pid } })
  return {
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null,
    ask: (mail: PlainMail) =>
      new Promise<Receipt>((resolve, reject) => {
        const id = (last += 1)
        asked.set(id, { mail, resolve, reject })
        child.channel?.ref()
        child.send({ id, mail }, (error) => {
          if (error) settle(asked, { id, error: { code: 'ECONNECTION', message: error.message } })
        })
      }).finally(() => {
        if (asked.size === 0) child.channel?.unref()
      }),
    close: () => end(child, folder),
  }
}

function settle(asked: Map<number, Asked>, { id, receipt, error }: Reply) {
  const one = asked.get(id)
  asked.delete(id)
  if (receipt) one?.resolve(receipt)
  else one?.reject(Object.assign(new Error(error?.message), error))
}

/** The carrier is gone: what it wrote down has left, the rest may be tried again. */
function giveBack(asked: Map<number, Asked>, answers: Map<string, string>) {
  for (const [id, { mail }] of asked) {
    const response = mail.messageId && answers.get(mail.messageId)
    if (response) settle(asked, { id, receipt: { messageId: mail.messageId, response } })
    else settle(asked, { id, error: { code: 'ECONNECTION', message: 'The mail process ended.' } })
  }
}

function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.connected) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => {
      forgetAnswersOf(folder, child.pid)
      resolve()
    })
    child.ref()
    // It ends by itself once what it has begun is handed over.
    child.disconnect()
  })
}

function pick(names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
