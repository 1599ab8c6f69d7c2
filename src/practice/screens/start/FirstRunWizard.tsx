import { useState } from 'react'
import { ProblemError } from '../../../ui/api/index.ts'
import {
  Button,
  Form,
  Heading,
  required,
  Row,
  Stack,
  Text,
  useFields,
  useWords,
  type Fields,
} from '../../../ui/kit/index.ts'
import { linesOf } from '../settings/choices.ts'
import type { Span } from '../places/OpeningHours.tsx'
import { guessPlace, makePractice, type FirstRunChoices } from './first-run.ts'
import { OwnerStep, PlaceStep, ProfessionStep } from './steps.tsx'

export type WizardValues = {
  token: string
  pack: string
  name: string
  locale: string | null
  country: string | null
  currency: string | null
  zone: string | null
  phone: string
  location: string
  address: string
  ownerName: string
  email: string
  password: string
  isPractitioner: boolean
  title: string
}

const STEPS = ['profession', 'place', 'owner'] as const
const WORKDAYS: Span[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '18:00' }))
/** The server's name of a field → the wizard's, and the step that asks for it. */
const FIELDS: Record<string, [name: keyof WizardValues, step: number]> = {
  'practice.name': ['name', 0],
  'practice.pack': ['pack', 0],
  'practice.phone': ['phone', 1],
  'practice.country': ['country', 1],
  'practice.currency': ['currency', 1],
  'practice.zone': ['zone', 1],
  'location.name': ['location', 1],
  'owner.name': ['ownerName', 2],
  'owner.email': ['email', 2],
  'owner.password': ['password', 2],
  'owner.title': ['title', 2],
  email: ['email', 2],
  password: ['password', 2],
  token: ['token', 2],
}

/** Three steps: the profession, the place, the owner. What was typed stays when going back. */
export function FirstRunWizard({ choices }: { choices: FirstRunChoices }) {
  const { t } = useWords('practice')
  const [step, setStep] = useState(0)
  const [opening, setOpening] = useState(WORKDAYS)
  const form = useWizardFields(choices, step)
  const last = step === STEPS.length - 1
  const send = async (values: WizardValues) => {
    if (!last) return setStep(step + 1)
    try {
      await makePractice(wishOf(values, opening))
    } catch (error) {
      setStep(stepFor(error))
      throw atOurFields(error)
    }
    location.assign('/')
  }
  return (
    <Form form={form} bare onSubmit={send}>
      <Text tone="soft">{t('start.step', { at: step + 1, of: STEPS.length })}</Text>
      <Heading>{t(`start.${STEPS[step]}`)}</Heading>
      {step === 0 && <ProfessionStep form={form} choices={choices} />}
      {step === 1 && <PlaceStep form={form} choices={choices} opening={opening} onOpening={setOpening} />}
      {step === 2 && <OwnerStep form={form} />}
      <Row justify="between">
        <Stack>{step > 0 && <Button onClick={() => setStep(step - 1)}>{t('back')}</Button>}</Stack>
        <Button kind="main" submit>
          {t(last ? 'start.begin' : 'next')}
        </Button>
      </Row>
    </Form>
  )
}

function useWizardFields({ packs }: FirstRunChoices, step: number): Fields<WizardValues> {
  const { t, language } = useWords('practice')
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const isPlace = Intl.supportedValuesOf('timeZone').includes(zone)
  const missing = required(t('nameMissing'))
  const on = (wanted: number, check: (value: unknown) => string | null) => (value: unknown) =>
    step < wanted ? null : check(value)
  const place = guessPlace(zone)
  return useFields<WizardValues>({
    initial: {
      token: location.hash.slice(1),
      pack: packs.find((each) => each.key === 'physiotherapy')?.key ?? packs[0]?.key ?? 'general',
      name: '',
      locale: language,
      ...place,
      zone: isPlace ? zone : null,
      phone: '',
      location: '',
      address: '',
      ownerName: '',
      email: '',
      password: '',
      isPractitioner: true,
      title: '',
    },
    check: {
      name: missing,
      zone: on(1, required(t('zoneMissing'))),
      ownerName: on(2, missing),
      email: on(2, required(t('start.emailMissing'))),
      password: on(2, required(t('start.passwordMissing'))),
      token: on(2, required(t('start.tokenMissing'))),
    },
  })
}

function wishOf(values: WizardValues, opening: Span[]) {
  const { token, pack, name, locale, country, currency, zone, phone } = values
  return {
    token: token.trim(),
    practice: {
      name: name.trim(),
      pack,
      locale,
      country,
      currency,
      zone,
      phone: phone.trim() || null,
      email: values.email.trim() || null,
    },
    location: { name: values.location.trim() || name.trim(), addressLines: linesOf(values.address), opening },
    owner: {
      name: values.ownerName.trim(),
      email: values.email.trim(),
      password: values.password,
      isPractitioner: values.isPractitioner,
      title: values.title.trim() || null,
    },
  }
}

/** The first step that holds a refused field; what has no field of its own is said on the last. */
function stepFor(error: unknown): number {
  const fields = error instanceof ProblemError ? error.fields : []
  const steps = fields.map(({ field }) => FIELDS[field]?.[1] ?? STEPS.length - 1)
  return Math.min(...steps, STEPS.length - 1)
}

/** The refusal with the wizard's own names, so that it stands at its fields. */
function atOurFields(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error
  const fields = error.fields.map(({ field, message }) => ({ field: FIELDS[field]?.[0] ?? field, message }))
  const { status, code, message, details } = error
  return new ProblemError({ status, code, message, details: { ...details, fields } })
}
