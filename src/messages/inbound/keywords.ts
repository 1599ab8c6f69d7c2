/** What a client may answer by one word. Carriers stop and start by the same words on their own. */
export type Keyword = 'stop' | 'start' | 'help' | 'confirm' | 'move'

const WORDS: Record<Keyword, readonly string[]> = {
  // CANCEL means "stop" to carriers: it is never read as cancelling a visit, and never answered as one.
  stop: [
    'STOP',
    'STOPALL',
    'STOP ALL',
    'UNSUBSCRIBE',
    'CANCEL',
    'END',
    'QUIT',
    'REVOKE',
    'OPTOUT',
    'OPT OUT',
    'ARRET',
    'STOPP',
    'ABMELDEN',
  ],
  start: ['START', 'UNSTOP'],
  help: ['HELP', 'INFO', 'HILFE'],
  confirm: ['C', 'CONFIRM', 'YES', 'Y', 'JA', 'J'],
  move: ['R', 'RESCHEDULE', 'MOVE', 'V', 'VERLEGEN'],
}

/** The keyword that a whole message is, whatever its case, accents, spaces and final dot; null for any other text. */
export function keywordIn(text: string): Keyword | null {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const found = Object.entries(WORDS).find(([, words]) => words.includes(plain))
  return (found?.[0] as Keyword | undefined) ?? null
}

/** YES also takes a STOP back; whoever has not stopped confirms with it. */
export function isYes(text: string): boolean {
  return /^\W*(yes|ja)\W*$/i.test(text)
}
