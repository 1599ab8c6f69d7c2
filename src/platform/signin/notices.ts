import { localeOf } from '../http/locale.ts'
import type { Call } from './call.ts'

type Notice = 'password_changed' | 'email_changed' | 'second_factor_on' | 'second_factor_off'
type Text = [subject: string, sentence: string]

const TEXTS: Record<'en' | 'de', Record<Notice, Text> & { after: string }> = {
  en: {
    password_changed: ['Your password was changed', 'The password you sign in to Atrium with was changed.'],
    email_changed: [
      'Your sign-in address was changed',
      'From now on you sign in to Atrium with another e-mail address.',
    ],
    second_factor_on: [
      'Second factor switched on',
      'From now on signing in to Atrium asks for a code of your phone.',
    ],
    second_factor_off: [
      'Second factor switched off',
      'Signing in to Atrium no longer asks for a code of your phone.',
    ],
    after: 'If this was not you, tell the owner of your practice at once.',
  },
  de: {
    password_changed: [
      'Ihr Passwort wurde geändert',
      'Das Passwort, mit dem Sie sich bei Atrium anmelden, wurde geändert.',
    ],
    email_changed: [
      'Ihre Anmeldeadresse wurde geändert',
      'Ab jetzt melden Sie sich bei Atrium mit einer anderen E-Mail-Adresse an.',
    ],
    second_factor_on: [
      'Zweiter Faktor eingeschaltet',
      'Ab jetzt fragt die Anmeldung bei Atrium nach einem Code Ihres Telefons.',
    ],
    second_factor_off: [
      'Zweiter Faktor ausgeschaltet',
      'Die Anmeldung bei Atrium fragt nicht mehr nach einem Code Ihres Telefons.',
    ],
    after: 'Wenn Sie das nicht waren, sagen Sie es sofort der Inhaberin oder dem Inhaber Ihrer Praxis.',
  },
}

/** Tells a person that how they sign in has changed. A mail that can't be sent does not undo the change. */
export async function sendNotice({ house, request }: Call, notice: Notice, to: string) {
  const texts = TEXTS[localeOf(request.headers) === 'de' ? 'de' : 'en']
  const [subject, sentence] = texts[notice]
  try {
    await house.mail.send({ to, subject, text: `${sentence}\n\n${texts.after}\n` })
  } catch (error) {
    house.onError(error)
  }
}
