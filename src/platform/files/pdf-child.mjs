// The process that reads PDFs which somebody sent. Plain JavaScript, so that sources and dist/server fork the same file.
// What it reads is hostile until proved otherwise: it has no secret, its parent ends it after some seconds, and a second
// thread ends it when it takes too much memory (typed arrays lie outside of what --max-old-space-size limits).
import { Worker } from 'node:worker_threads'
import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  decodePDFRawStream,
} from '@cantoo/pdf-lib'

const mostMegabytes = Number(process.argv[2])
const guard = `setInterval(() => {
  if (process.memoryUsage.rss() > ${mostMegabytes} * 1048576) process.kill(process.pid, 'SIGKILL')
}, 20)`
new Worker(guard, { eval: true }).unref()

// Of two objects with one number the parser keeps the last, while a viewer opens the one that the file's index points
// at: nothing that was parsed may escape us.
const overwritten = []
const assign = PDFContext.prototype.assign
PDFContext.prototype.assign = function (ref, object) {
  const before = this.indirectObjects.get(ref)
  if (before) overwritten.push(before)
  return assign.call(this, ref, object)
}

const nameOf = (object) => (object instanceof PDFName ? object.decodeText() : undefined)

async function examine(bytes) {
  overwritten.length = 0
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const isEncrypted = /\/Encrypt[\s/<\d]/.test(raw)
  try {
    // A PDF that only forbids copying or printing opens with an empty password.
    const { context } = await PDFDocument.load(bytes, { updateMetadata: false, password: '' })
    const pages = countPages(context)
    if (pages === 0) return { fault: 'damaged' }
    const active = new Set(hiddenActions(raw))
    const objects = [...context.enumerateIndirectObjects()].map(([, object]) => object)
    look(context, [...objects, ...overwritten, context.trailerInfo.Root], active)
    return { pages, isEncrypted, active: [...active] }
  } catch {
    return { fault: isEncrypted ? 'password' : 'damaged' }
  }
}

function countPages(context) {
  const root = context.lookup(context.trailerInfo.Root)
  const waiting = root instanceof PDFDict ? [root.get(PDFName.of('Pages'))] : []
  const seen = new Set()
  let pages = 0
  while (waiting.length > 0) {
    const node = context.lookup(waiting.pop())
    if (!(node instanceof PDFDict) || seen.has(node)) continue
    seen.add(node)
    const kids = context.lookup(node.get(PDFName.of('Kids')))
    if (kids instanceof PDFArray) waiting.push(...kids.asArray())
    else if (nameOf(node.get(PDFName.of('Type'))) !== 'Pages') pages += 1
  }
  return pages
}

// An action hidden within the bytes of a stream, where only the file's index leads to it.
function hiddenActions(raw) {
  const spelled = (word) =>
    [...word]
      .map(
        (sign) =>
          `(?:${sign}|#${sign.charCodeAt(0).toString(16)}|#${sign.charCodeAt(0).toString(16).toUpperCase()})`,
      )
      .join('')
  return [
    ['JavaScript', 'script'],
    ['Launch', 'launch'],
  ]
    .filter(([word]) => new RegExp(`/S\\s*/${spelled(word)}[\\s/>]`).test(raw))
    .map(([, found]) => found)
}

const actions = new Map([
  ['JavaScript', 'script'],
  ['Launch', 'launch'],
  ['ImportData', 'launch'],
  ['GoToE', 'files'],
  ['RichMediaExecute', 'media'],
])
const kinds = new Map([
  ['FileAttachment', 'files'],
  ['EmbeddedFile', 'files'],
  ['RichMedia', 'media'],
  ['Movie', 'media'],
  ['3D', 'media'],
])
const telling = new Map([
  ['JS', 'script'],
  ['JavaScript', 'script'],
  ['EF', 'files'],
  ['EmbeddedFiles', 'files'],
])
// Going to a page is what the action of opening is for; an address or a form that goes out by itself is not.
const quiet = new Set(['GoTo', 'Named', 'Hide', 'ResetForm', 'SetOCGState', 'Trans'])

function look(context, objects, active) {
  const waiting = objects
  while (waiting.length > 0) {
    const object = waiting.pop()
    if (object instanceof PDFArray) for (const one of object.asArray()) waiting.push(one)
    const dict = object instanceof PDFStream ? object.dict : object
    if (!(dict instanceof PDFDict)) continue
    for (const [key, value] of dict.entries()) {
      lookAt(context, { key: nameOf(key), value, active })
      // What a reference points at is in the list already.
      if (!(value instanceof PDFRef)) waiting.push(value)
    }
  }
}

function lookAt(context, { key, value, active }) {
  if (telling.has(key)) active.add(telling.get(key))
  const name = nameOf(context.lookup(value))
  if (key === 'S' && actions.has(name)) active.add(actions.get(name))
  if ((key === 'Subtype' || key === 'Type') && kinds.has(name)) active.add(kinds.get(name))
  if (key === 'OpenAction' && !isQuiet(context, value)) active.add('opening')
  if (key === 'AA') {
    const acts = context.lookup(value)
    if (acts instanceof PDFDict && acts.values().some((act) => !isQuiet(context, act))) active.add('opening')
  }
  if (key === 'XFA' && xfaRuns(context, value)) active.add('script')
}

function isQuiet(context, value) {
  const act = context.lookup(value)
  return !(act instanceof PDFDict) || quiet.has(nameOf(context.lookup(act.get(PDFName.of('S')))))
}

// A form of the older kind (XFA) is XML with scripts of its own.
function xfaRuns(context, value) {
  const form = context.lookup(value)
  const parts = form instanceof PDFArray ? form.asArray().map((part) => context.lookup(part)) : [form]
  return parts.some(
    (part) =>
      part instanceof PDFRawStream &&
      Buffer.from(decodePDFRawStream(part).decode()).toString('latin1').includes('<script'),
  )
}

process.on('message', async ({ id, bytes }) => {
  const found = await examine(bytes)
  process.send({ id, ...found })
})
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
