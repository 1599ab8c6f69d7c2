import type { Policy } from './policy.ts'

// http://terminology.hl7.org/CodeSystem/subscriber-relationship
const relations = { self: 'self', spouse: 'spouse', child: 'child', other: 'other' } as const

/** A policy as a FHIR R4 Coverage. */
export function toCoverage(policy: Policy): Record<string, unknown> {
  const { holder } = policy
  const state = { in_force: 'active', proposed: 'draft', ended: 'cancelled', declined: 'entered-in-error' }[
    policy.state
  ]
  const holderName = [holder.givenName, holder.familyName].filter(Boolean).join(' ')
  return {
    resourceType: 'Coverage',
    id: policy.id,
    status: state,
    ...(policy.relation === 'self'
      ? { subscriber: { reference: `Patient/${policy.clientId}` } }
      : {
          subscriber: holder.clientId
            ? { reference: `Patient/${holder.clientId}`, display: holderName }
            : { display: holderName },
        }),
    subscriberId: policy.memberId,
    beneficiary: { reference: `Patient/${policy.clientId}`, display: policy.clientName },
    relationship: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship',
          code: relations[policy.relation],
        },
      ],
    },
    ...(policy.validFrom || policy.validTo
      ? {
          period: {
            ...(policy.validFrom ? { start: policy.validFrom } : {}),
            ...(policy.validTo ? { end: policy.validTo } : {}),
          },
        }
      : {}),
    payor: [
      {
        display: policy.payerName,
        ...(policy.payerCode ? { identifier: { value: policy.payerCode } } : {}),
      },
    ],
    class: [
      ...(policy.groupNumber ? [classOf('group', policy.groupNumber)] : []),
      ...(policy.planName ? [classOf('plan', policy.planName)] : []),
    ],
    order: policy.priority,
  }
}

function classOf(code: string, value: string) {
  return {
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code }] },
    value,
  }
}
