/** Who sees and may do what with forms. Answers are health records: the front desk sees that a form came, not what it says. */
export const permissions = {
  'forms.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'forms.request': ['owner', 'manager', 'practitioner', 'front_desk'],
  'forms.see_answers': ['owner', 'practitioner'],
  'forms.decide_changes': ['owner', 'manager', 'practitioner', 'front_desk'],
  'forms.manage': ['owner', 'manager'],
  // Whom to call in an emergency; allergies and medicines besides need forms.see_answers.
  'chart_facts.see': ['owner', 'manager', 'practitioner', 'front_desk'],
  'chart_facts.edit': ['owner', 'manager', 'practitioner', 'front_desk'],
  // Health data of the mildest kind: the desk needs it to greet people, billing to bill.
  'insurance.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'insurance.edit': ['owner', 'manager', 'front_desk', 'billing'],
  'insurance.manage': ['owner', 'manager', 'billing'],
  'waiting_room.see': ['owner', 'manager', 'practitioner', 'front_desk'],
  'check_in.manage': ['owner', 'manager'],
} as const

/** Live topic → permission. */
export const topics = {
  form_request: 'forms.see',
  form: 'forms.see',
  consent_request: 'forms.see',
  consent_act: 'forms.see',
  consent_purpose: 'forms.see',
  packet_rule: 'forms.see',
  signature: 'forms.see',
  chart_fact: 'chart_facts.see',
  policy: 'insurance.see',
  cover_check: 'insurance.see',
  id_photo: 'insurance.see',
  card_request: 'insurance.see',
  payer: 'insurance.see',
  check_in: 'waiting_room.see',
  kiosk: 'check_in.manage',
}
