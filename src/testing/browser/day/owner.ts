import { expect, expectAccessible } from '../story.ts'
import type { TheDay } from './the-day.ts'

/** 9: the dashboard is opened in the morning and never again. */
export async function openDashboard({ owner }: TheDay): Promise<void> {
  await owner.goto('/dashboard')
  await expect(owner.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible()
  await expectDashboard(owner, { New: '0', 'Invoiced today': '$0.00', 'Received today': '$0.00' })
}

/** The figures of the dashboard as they stand, without a reload. */
export async function expectDashboard(
  owner: TheDay['owner'],
  figures: Record<string, string>,
): Promise<void> {
  for (const [label, value] of Object.entries(figures)) {
    const figure = owner.getByRole('main').getByRole('link', { name: new RegExp(`^${label}`) })
    // The figure follows its label at once; what stands below it may hold the same digit.
    await expect(figure.first(), label).toContainText(`${label}${value}`)
  }
}

/** 10: the audit names each step of the day. */
export async function readTheAudit({ owner }: TheDay): Promise<void> {
  await expectAccessible(owner)
  await owner.goto('/audit?outcome=done')
  const table = owner.getByRole('table', { name: 'Audit' })
  for (const step of steps) await expect(table, step).toContainText(step)
  await expect(table).toContainText('Petra Schmidt')
  await expectAccessible(owner)
}

const steps = [
  'lead.created',
  'appointment.held',
  'appointment.booked',
  'form.completed',
  'appointment.moved',
  'appointment.arrived',
  'note.started',
  'note.signed',
  'appointment.done',
  'invoice.issued',
  'payment.received',
]
