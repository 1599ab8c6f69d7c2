/** The merge fields of each message; a template that names another one is refused when it is saved. */
const OF_EVERY_MESSAGE = ['practice_name', 'practice_phone', 'client_name']
const OF_A_VISIT = [
  'service_name',
  'starts',
  'practitioner_name',
  'location_name',
  'location_address',
  'instructions',
]
/** Visits that were booked, changed or cancelled in one step: one line for each. */
const OF_MANY_VISITS = [
  'service_name',
  'visits',
  'count',
  'one_coming',
  'location_name',
  'location_address',
  'instructions',
]
/** All that somebody owes and is overdue, a line for each invoice. */
const OF_A_REMINDER_TO_PAY = ['invoices', 'amount', 'count', 'days', 'pay_by', 'fee']
export const FIELDS: Record<string, readonly string[]> = {
  confirmation: OF_A_VISIT,
  reminder: OF_A_VISIT,
  moved: OF_A_VISIT,
  cancelled: OF_A_VISIT,
  requested: [...OF_A_VISIT, 'answer_by'],
  request_moved: OF_A_VISIT,
  declined: [...OF_A_VISIT, 'reason'],
  replan_offer: [...OF_A_VISIT, 'old_starts', 'answer_by'],
  replan_withdrawn: OF_A_VISIT,
  visits_booked: OF_MANY_VISITS,
  visits_changed: OF_MANY_VISITS,
  visits_cancelled: OF_MANY_VISITS,
  form_request: ['form_title', 'starts'],
  card_request: [],
  invoice: ['invoice_number', 'amount', 'open_amount', 'due'],
  receipt: ['invoice_number', 'amount'],
  estimate: ['estimate_number', 'amount', 'until'],
  superbill: ['period'],
  autopay_notice: ['invoice_number', 'amount', 'day', 'card'],
  autopay_confirm: ['invoice_number', 'amount', 'next_day'],
  autopay_failed: ['invoice_number', 'amount', 'next_day'],
  instalment_due: ['invoice_number', 'amount', 'day'],
  instalment_missed: ['invoice_number', 'amount', 'day', 'rest'],
  deposit_request: ['service_name', 'starts', 'amount', 'until'],
  deposit_lapsed: ['service_name', 'starts', 'amount'],
  fee_charged: ['service_name', 'starts', 'amount', 'hours', 'no_show'],
  dunning_1: OF_A_REMINDER_TO_PAY,
  dunning_2: OF_A_REMINDER_TO_PAY,
  dunning_3: OF_A_REMINDER_TO_PAY,
  waitlist_offer: [
    'service_name',
    'starts',
    'practitioner_name',
    'location_name',
    'location_address',
    'until',
    'present',
  ],
  portal_notice: [],
  keyword_answer: ['text'],
  recall_1: ['recalls'],
  recall_2: ['recalls'],
  recall_3: ['recalls'],
  campaign: ['headline', 'text', 'short_text'],
  by_hand: ['text'],
}

/** The merge fields that the wording of a message may name. */
export function fieldsFor(key: string): string[] {
  return [...OF_EVERY_MESSAGE, ...(FIELDS[key] ?? [])]
}
