import type { Role } from '../platform/access/actor.ts'

/** A member of staff of the cast. `as(person)` signs them in. */
export interface StaffPerson {
  kind: 'staff'
  id: string
  name: string
  role: Role
  practiceId: string
  slug: string
}

export interface ClientPerson {
  kind: 'client'
  id: string
  name: string
  email: string
  practiceId: string
}

/** Willow Lane: a small physiotherapy practice in New York with two locations. Every test knows these people. */
export interface Cast {
  practiceId: string
  slug: string
  nora: StaffPerson // owner
  max: StaffPerson // manager
  fay: StaffPerson // front desk
  bill: StaffPerson // billing
  rita: StaffPerson // read only
  petra: StaffPerson // practitioner
  paul: StaffPerson // practitioner
  mia: ClientPerson
  leo: ClientPerson // shares Mia's e-mail: her son
  ann: ClientPerson
  mainStreet: { id: string }
  riverside: { id: string }
  room1: { id: string }
  room2: { id: string }
  riversideRoom: { id: string }
  treadmills: { id: string }
  assessment: { id: string } // 60 min, 120.00, new and existing clients, form 'intake'
  treatment: { id: string } // 45 min, 80.00, 15 min after
  gait: { id: string } // 30 min, needs a treadmill
}
