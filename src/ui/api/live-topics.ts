/** Live topics that an operation's path speaks of: `GET /clients/{id}/appointments` → client, appointment. */
export function topicsOf(key: string): string[] {
  const [, path = ''] = key.split(' ')
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{'))
  return [...new Set(words.map((word) => singular(word).replaceAll('-', '_')))]
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.endsWith('ss')) return word
  return word.endsWith('s') ? word.slice(0, -1) : word
}

export interface LiveMessage {
  topic: string
  id?: string
  name?: string
}

/** A message of the stream: one or a list; anything else is no message. */
export function readLiveMessages(text: string): LiveMessage[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return []
  }
  const list = Array.isArray(value) ? value : [value]
  return list.filter((one): one is LiveMessage => typeof one?.topic === 'string')
}
