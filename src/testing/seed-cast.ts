import type pg from 'pg'
import type { Role } from '../platform/access/actor.ts'
import { systemRandom, uuidv7 } from '../platform/clock.ts'
import type { Cast, ClientPerson, StaffPerson } from './cast.ts'

const CREATED = new Date('2025-03-03T14:00:00Z')
const newId = () => uuidv7(CREATED, systemRandom)

/**
 * Writes the cast straight into the tables: practitioners Petra and Paul work Monday to Friday, 09:00 to 17:00, at
 * Main Street; Petra is at Riverside on Thursdays instead.
 */
export async function seedCast(owner: pg.Pool, slug = 'willow-lane'): Promise<Cast> {
  const practiceId = newId()
  const insert = (table: string, row: Record<string, unknown>) =>
    insertRow(owner, table, { practice_id: practiceId, ...row })
  await insert('practice', {
    slug,
    name: 'Willow Lane',
    pack: 'physiotherapy',
    locale: 'en',
    currency: 'USD',
    country: 'US',
    zone: 'America/New_York',
    phone: '+12125550100',
    email: 'desk@willow-lane.example',
    address_lines: ['12 Main Street', 'New York, NY 10001'],
    created_at: CREATED,
  })
  // Tests of the undo time set their own; all others see at once what goes out.
  await insert('message_settings', { undo_seconds: 0, changed_at: CREATED })
  const location = async (name: string, position: number) => {
    const id = newId()
    await insert('location', { id, name, zone: 'America/New_York', position, address_lines: [`1 ${name}`] })
    for (const weekday of [1, 2, 3, 4, 5])
      await insert('opening_hours', {
        id: newId(),
        location_id: id,
        weekday,
        opens: '08:00',
        closes: '18:00',
      })
    return { id }
  }
  const mainStreet = await location('Main Street', 0)
  const riverside = await location('Riverside', 1)
  const room = async (location_id: string, name: string) => {
    const id = newId()
    await insert('room', { id, location_id, name })
    return { id }
  }
  const [room1, room2, riversideRoom] = [
    await room(mainStreet.id, 'Room 1'),
    await room(mainStreet.id, 'Room 2'),
    await room(riverside.id, 'River room'),
  ]
  const treadmills = { id: newId() }
  await insert('equipment_pool', { id: treadmills.id, location_id: mainStreet.id, name: 'Treadmills' })
  await insert('equipment_unit', { id: newId(), pool_id: treadmills.id, name: 'Treadmill 1' })

  const staff = async (
    name: string,
    role: Role,
    more: Record<string, unknown> = {},
  ): Promise<StaffPerson> => {
    const id = newId()
    await insert('staff', {
      id,
      name,
      role,
      email: `${name.split(' ')[0]!.toLowerCase()}@${slug}.example`,
      created_at: CREATED,
      ...more,
    })
    return { kind: 'staff', id, name, role, practiceId, slug }
  }
  const nora = await staff('Nora Okafor', 'owner')
  const max = await staff('Max Lindqvist', 'manager')
  const fay = await staff('Fay Moreau', 'front_desk')
  const bill = await staff('Bill Tanaka', 'billing')
  const rita = await staff('Rita Novak', 'read_only')
  const petra = await staff('Petra Schmidt', 'practitioner', {
    is_practitioner: true,
    title: 'Physiotherapist',
    color: 'teal',
  })
  const paul = await staff('Paul Adeyemi', 'practitioner', {
    is_practitioner: true,
    title: 'Physiotherapist',
    color: 'indigo',
  })

  let number = 0
  const client = async (
    given: string,
    family: string,
    contact: { email: string; phone: string; born: string },
  ): Promise<ClientPerson> => {
    const id = newId()
    number += 1
    const name = `${given} ${family}`
    await insert('client', {
      id,
      number,
      given_name: given,
      family_name: family,
      born_on: contact.born,
      language: 'en',
      created_at: CREATED,
      search_key: `${name} ${number} ${contact.email} ${contact.phone.replace(/\D/g, '')}`.toLowerCase(),
      last_key: `${family} ${given}`.toLowerCase(),
    })
    await insert('contact_point', {
      id: newId(),
      client_id: id,
      kind: 'email',
      value: contact.email,
      is_preferred: true,
      created_at: CREATED,
    })
    await insert('contact_point', {
      id: newId(),
      client_id: id,
      kind: 'phone',
      value: contact.phone,
      created_at: CREATED,
    })
    return { kind: 'client', id, name, email: contact.email, practiceId }
  }
  const mia = await client('Mia', 'Rossi', {
    email: 'mia@rossi.example',
    phone: '+12125550111',
    born: '1988-05-04',
  })
  const leo = await client('Leo', 'Rossi', {
    email: 'mia@rossi.example',
    phone: '+12125550111',
    born: '2015-09-30',
  })
  const ann = await client('Ann', 'Whitfield', {
    email: 'ann@whitfield.example',
    phone: '+12125550122',
    born: '1951-12-24',
  })
  await insert('client_counter', { last_number: number })
  await insert('relationship', {
    id: newId(),
    client_id: mia.id,
    related_client_id: leo.id,
    kind: 'parent',
    may_book: true,
    may_see_records: true,
    may_sign: true,
    may_pay: true,
    created_at: CREATED,
  })

  const service = async (name: string, more: Record<string, unknown>) => {
    const id = newId()
    await insert('service', { id, name, min_notice_minutes: 60, ...more })
    for (const practitioner of [petra, paul])
      await insert('service_practitioner', { service_id: id, practitioner_id: practitioner.id })
    return { id }
  }
  const assessment = await service('Initial assessment', {
    duration_minutes: 60,
    price_minor: 12_000,
    form_keys: ['intake'],
    note_template_key: 'soap',
  })
  const treatment = await service('Physiotherapy treatment', {
    duration_minutes: 45,
    price_minor: 8_000,
    buffer_after_minutes: 15,
    note_template_key: 'soap',
  })
  const gait = await service('Gait analysis', { duration_minutes: 30, price_minor: 6_000 })
  await insert('service_equipment', { service_id: gait.id, pool_id: treadmills.id })

  for (const practitioner of [petra, paul]) {
    for (const weekday of [1, 2, 3, 4, 5]) {
      const location_id = practitioner === petra && weekday === 4 ? riverside.id : mainStreet.id
      await insert('working_hours', {
        id: newId(),
        practitioner_id: practitioner.id,
        location_id,
        weekday,
        starts: '09:00',
        ends: '17:00',
        valid_from: '2025-01-06',
      })
    }
  }
  return {
    practiceId,
    slug,
    nora,
    max,
    fay,
    bill,
    rita,
    petra,
    paul,
    mia,
    leo,
    ann,
    mainStreet,
    riverside,
    room1,
    room2,
    riversideRoom,
    treadmills,
    assessment,
    treatment,
    gait,
  }
}

async function insertRow(owner: pg.Pool, table: string, row: Record<string, unknown>) {
  const columns = Object.keys(row)
  const places = columns.map((_, index) => `$${index + 1}`)
  await owner.query(
    `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
    Object.values(row),
  )
}
