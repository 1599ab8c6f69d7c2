import { createContext } from 'react'
import { call, ProblemError } from '../../../ui/public/index.ts'
import type { Item, Structured } from './form.ts'

/** Takes a file that answers a question, and says how the answer names it (a FHIR Attachment). */
type SendFile = (file: File, item: Item) => Promise<Structured>

const toServer: SendFile = async (file, { linkId }) =>
  (await call('POST /form/files', { name: file.name || 'file', linkId }, { file })) as Structured

/** Where files of a form go: to the server, unless a preview keeps them to itself. */
export const FileSender = createContext<SendFile>(toServer)

/** For the builder's preview: looked at as the server would by name and size, and kept nowhere. */
export const onlyTried: SendFile = async (file, item) => {
  const allowed = valuesOf(item, 'mimeType')
  const most = Number(valuesOf(item, 'maxSize')[0] ?? 15) * 1024 * 1024
  if (file.size === 0) throw refused('empty')
  if (file.size > most) throw refused('too_large')
  const isWanted = allowed.some(
    (each) =>
      each === file.type || (String(each).endsWith('/*') && file.type.startsWith(String(each).slice(0, -1))),
  )
  if (allowed.length > 0 && !isWanted) throw refused('type_not_allowed')
  // An address of its own for each, so that one of two files of the same name can be taken back.
  const url = `urn:uuid:${crypto.randomUUID()}`
  return { contentType: file.type || 'application/octet-stream', url, title: file.name, size: file.size }
}

function valuesOf(item: Item, name: string): unknown[] {
  return (item.extension ?? [])
    .filter(({ url }) => url.endsWith(`/${name}`))
    .map((each) => each.valueCode ?? each.valueDecimal ?? each.valueInteger)
}

const refused = (reason: string) =>
  new ProblemError({ status: 422, code: 'file_refused', message: '', details: { reason } })
