type Answer = 'stopped' | 'started' | 'help' | 'confirmed' | 'move'

interface Facts {
  practice: string
  phone: string
  starts: string
  locale: string
}

/** The short answer to a keyword, in the client's language. No reason of a visit: phones lie on tables. */
export function answerText(what: Answer, { practice, phone, starts, locale }: Facts): string {
  const texts = locale.startsWith('de') ? german : english
  return texts[what]
    .replace('{practice}', practice)
    .replace('{phone}', phone)
    .replace('{starts}', starts)
    .trim()
}

const english: Record<Answer, string> = {
  stopped: '{practice}: You get no more text messages from us. Answer START to get them again.',
  started: '{practice}: You get text messages from us again. Answer STOP to end them, HELP for help.',
  help: '{practice}: Call us for help: {phone}. Answer STOP to get no more text messages.',
  confirmed: '{practice}: Thank you, your appointment {starts} is confirmed.',
  move: '{practice}: Choose another time for {starts}:',
}

const german: Record<Answer, string> = {
  stopped: '{practice}: Sie bekommen keine SMS mehr von uns. Mit START bekommen Sie sie wieder.',
  started:
    '{practice}: Sie bekommen wieder SMS von uns. Mit STOP beenden Sie das, mit HILFE bekommen Sie Hilfe.',
  help: '{practice}: Rufen Sie uns an: {phone}. Mit STOP bekommen Sie keine SMS mehr.',
  confirmed: '{practice}: Danke, Ihr Termin {starts} ist bestätigt.',
  move: '{practice}: Wählen Sie eine andere Zeit für {starts}:',
}
