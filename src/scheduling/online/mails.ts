import { frameMail } from '../../platform/mail/frame.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Language } from './rules.ts'

interface Values {
  practice: string
  starts?: string
  location?: string
  until?: string
  service?: string
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
const WORDS: Record<'confirm' | 'person' | 'invitation', Record<Language, Wording>> = {
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
  invitation: {
    en: {
      subject: ({ practice }) => `Book your appointment at ${practice}`,
      title: 'Choose a time that suits you',
      text: ({ practice, service, until }) => [
        `${practice} has made a link for you. With it you book${service ? ` “${service}”` : ''} without typing anything.`,
        `It is yours alone and works until ${until}.`,
      ],
      button: 'Choose a time',
      footer: 'Please do not pass this link on: whoever has it books in your name.',
    },
    de: {
      subject: ({ practice }) => `Buchen Sie Ihren Termin bei ${practice}`,
      title: 'Wählen Sie eine Zeit, die Ihnen passt',
      text: ({ practice, service, until }) => [
        `${practice} hat einen Link für Sie erstellt. Damit buchen Sie${service ? ` „${service}“` : ''}, ohne etwas einzugeben.`,
        `Er gilt nur für Sie, und zwar bis ${until}.`,
      ],
      button: 'Zeit wählen',
      footer: 'Bitte geben Sie den Link nicht weiter: Wer ihn hat, bucht in Ihrem Namen.',
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
