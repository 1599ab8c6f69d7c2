import type { Role } from '../platform/access/actor.ts'

/** Who can sign in to the demo practice, all with the same password. */
export const DEMO_PASSWORD = 'tea at nine, biscuits at ten'
export const DEMO_SLUG = 'willow-lane'

interface DemoPerson {
  name: string
  email: string
  role: Role
  title?: string
  color?: string
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { name: 'Nora Okafor', email: 'owner@willow-lane.example', role: 'owner' },
  { name: 'Fay Moreau', email: 'desk@willow-lane.example', role: 'front_desk' },
  {
    name: 'Petra Schmidt',
    email: 'petra@willow-lane.example',
    role: 'practitioner',
    title: 'Senior physiotherapist',
    color: 'teal',
  },
  { name: 'Bill Tanaka', email: 'billing@willow-lane.example', role: 'billing' },
  {
    name: 'Paul Adeyemi',
    email: 'paul@willow-lane.example',
    role: 'practitioner',
    title: 'Physiotherapist',
    color: 'indigo',
  },
  {
    name: 'Priya Nair',
    email: 'priya@willow-lane.example',
    role: 'practitioner',
    title: 'Sports physiotherapist',
    color: 'orange',
  },
  {
    name: 'Samir Haddad',
    email: 'samir@willow-lane.example',
    role: 'practitioner',
    title: 'Physiotherapist',
    color: 'grape',
  },
  {
    name: 'Ingrid Solberg',
    email: 'ingrid@willow-lane.example',
    role: 'practitioner',
    title: 'Pelvic health physiotherapist',
    color: 'pink',
  },
  {
    name: 'Tomás Rivera',
    email: 'tomas@willow-lane.example',
    role: 'practitioner',
    title: 'Physiotherapist',
    color: 'cyan',
  },
]
