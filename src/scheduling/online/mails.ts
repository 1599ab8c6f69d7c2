import { frameMail } from '../../platform/mail/frame.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Language } from './rules.ts'

interface Values {
  practice: string
  starts?: string
  location?: string
  until?: string
}

interface Wording {
  subject(values: Values): string
  title: string
  text(values: Values): string[]
  button: string
  footer: string
}

// These go to people who may be no clients yet, so they are not in the messages' ledger; and they hold nothing that
// somebody typed, so that nobody can send words of their own through us.
const WORDS: Record<'confirm' | 'person', Record<Language, Wording>> = {
  confirm: {
    en: {
      subject: ({ practice }) => `Please confirm your appointment at ${practice}`,
      title: 'One more step',
      text: ({ practice, starts, location, until }) => [
        `A time at ${practice} is kept for you:`,
        `${starts}\n${location}`,
        `It is booked as soon as you confirm it, until ${until}.`,
      ],
      button: 'Confirm the appointment',
      footer: 'You did not book anything? Then you need not do anything; the time becomes free again.',
    },
    de: {
      subject: ({ practice }) => `Bitte bestätigen Sie Ihren Termin bei ${practice}`,
      title: 'Noch ein Schritt',
      text: ({ practice, starts, location, until }) => [
        `Bei ${practice} ist ein Termin für Sie vorgemerkt:`,
        `${starts}\n${location}`,
        `Er ist gebucht, sobald Sie ihn bestätigen, und zwar bis ${until}.`,
      ],
      button: 'Termin bestätigen',
      footer: 'Sie haben nichts gebucht? Dann müssen Sie nichts tun; die Zeit wird wieder frei.',
    },
  },
  person: {
    en: {
      subject: ({ practice }) => `Your link to book at ${practice}`,
      title: 'Book without typing everything',
      text: ({ practice }) => [
        `With this link ${practice} knows who you are. You choose for whom you book, and a time.`,
        'It works once and for an hour.',
      ],
      button: 'Book an appointment',
      footer: 'You did not ask for this? Then you need not do anything.',
    },
    de: {
      subject: ({ practice }) => `Ihr Link zum Buchen bei ${practice}`,
      title: 'Buchen, ohne alles einzugeben',
      text: ({ practice }) => [
        `Mit diesem Link weiß ${practice}, wer Sie sind. Sie wählen, für wen Sie buchen, und eine Zeit.`,
        'Er gilt einmal und eine Stunde lang.',
      ],
      button: 'Termin buchen',
      footer: 'Sie haben ihn nicht angefordert? Dann müssen Sie nichts tun.',
    },
  },
}

export interface OnlineMail {
  kind: keyof typeof WORDS
  language: Language
  to: string
  url: string
  values?: Omit<Values, 'practice'>
}

/** A mail of the booking page, ready to be sent. */
export async function writeMail(ctx: Context, { kind, language, to, url, values }: OnlineMail) {
  const { name } = await ctx.practice()
  const words = WORDS[kind][language]
  const filled = { ...values, practice: name }
  const framed = {
    practice: { name },
    title: words.title,
    paragraphs: words.text(filled),
    button: { label: words.button, url },
    footer: [name, words.footer],
  }
  return { to: { address: to }, subject: words.subject(filled), ...frameMail(framed, language) }
}
