import { Stack, Text } from '../../../ui/kit/index.ts'
import type { PlanInput } from '../plans/PlanStep.tsx'
import { PlanStep } from '../plans/PlanStep.tsx'
import type { PlanWish } from '../plans/PlanFields.tsx'
import { conditionsOf } from '../plans/PlanFields.tsx'
import type { Repeat } from '../series/rule-of.ts'
import { ruleOf } from '../series/rule-of.ts'
import { SeriesStep } from '../series/SeriesStep.tsx'
import type { BookingInput } from './use-booking.ts'

/** One visit, visits that repeat by a rule, or a plan of visits under conditions. */
export type HowOften = 'once' | 'series' | 'plan'

interface MoreVisitsProps {
  step: Exclude<HowOften, 'once'>
  input: BookingInput
  repeat: Repeat
  plan: PlanWish
  at: { day: string; time: string }
  /** Who comes, for what. */
  about: string
  onBack: () => void
  onDone: () => void
}

/** The second step of a booking of several visits: look, decide, book. */
export function MoreVisits({ about, ...step }: MoreVisitsProps) {
  return (
    <Stack gap="tight">
      <Text tone="soft">{about}</Text>
      <Step {...step} />
    </Stack>
  )
}

function Step({ step, input, repeat, plan, at, onBack, onDone }: Omit<MoreVisitsProps, 'about'>) {
  const {
    startsAt: _startsAt,
    source: _source,
    leadId: _lead,
    knowingly: _knowingly,
    roomId,
    notes,
    priceMinor,
    mode,
    ...what
  } = input
  if (step === 'plan') {
    const wish: PlanInput = { ...what, from: at.day, sameTime: true, ...conditionsOf(plan) }
    return <PlanStep input={wish} onBack={onBack} onDone={onDone} />
  }
  const wish = {
    ...what,
    ...(roomId ? { roomId } : {}),
    ...(notes ? { notes } : {}),
    ...(priceMinor === undefined ? {} : { priceMinor }),
    ...(mode ? { mode } : {}),
    rule: ruleOf(repeat, at.day),
    start: `${at.day}T${at.time}`,
  }
  return <SeriesStep input={wish} onBack={onBack} onDone={onDone} />
}
