import { useState } from 'react'
import { ProblemError } from '../../../ui/api/index.ts'
import {
  Button,
  Form,
  Heading,
  Notice,
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
  locale: string
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
// Which step asks for the field that the server names.
const STEP_OF: Record<string, number> = {
  'practice.pack': 0,
  'practice.name': 0,
  'practice.phone': 1,
  practice: 1,
  location: 1,
  owner: 2,
  password: 2,
}

/** Three steps: the profession, the place, the owner. What was typed stays when going back. */
export function FirstRunWizard({ choices }: { choices: FirstRunChoices }) {
  const { t } = useWords('practice')
  const [step, setStep] = useState(0)
  const [opening, setOpening] = useState(WORKDAYS)
  const [refused, setRefused] = useState<unknown>(null)
  const form = useWizardFields(choices)
  const last = step === STEPS.length - 1
  const send = async (values: WizardValues) => {
    setRefused(null)
    if (!last) return setStep(step + 1)
    try {
      await makePractice(wishOf(values, opening))
      location.assign('/')
    } catch (error) {
      setRefused(error)
      setStep(stepFor(error))
    }
  }
  return (
    <Form form={form} bare onSubmit={send}>
      <Text tone="soft">{t('start.step', { at: step + 1, of: STEPS.length })}</Text>
      <Heading>{t(`start.${STEPS[step]}`)}</Heading>
      {refused !== null && <Notice of={refused} />}
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

function useWizardFields({ packs }: FirstRunChoices): Fields<WizardValues> {
  const { t, language } = useWords('practice')
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const [missing] = useState(() => required(t('nameMissing')))
  const place = guessPlace(zone)
  return useFields<WizardValues>({
    initial: {
      token: location.hash.slice(1),
      pack: packs[0]?.key ?? 'general',
      name: '',
      locale: language,
      ...place,
      zone,
      phone: '',
      location: '',
      address: '',
      ownerName: '',
      email: '',
      password: '',
      isPractitioner: true,
      title: '',
    },
    check: { name: missing },
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

/** The first step that holds a refused field; the token stands on the last. */
function stepFor(error: unknown): number {
  if (!(error instanceof ProblemError) || error.fields.length === 0) return STEPS.length - 1
  return Math.min(
    ...error.fields.map(
      ({ field }) => STEP_OF[field] ?? STEP_OF[field.split('.')[0] ?? ''] ?? STEPS.length - 1,
    ),
  )
}
