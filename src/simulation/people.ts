import type { Chance } from './chance.ts'

export interface Person {
  givenName: string
  familyName: string
  sex: 'female' | 'male'
  /** Years at the time of the simulation's start. */
  age: number
  email: string | null
  phone: string | null
  language: 'en' | 'de'
  street: string
}

const FEMALE =
  'Amelia Olivia Isla Ava Mia Grace Freya Lily Emily Sophie Chloe Ella Zoë Hannah Alice Ruby Priya Aisha Yasmin Fatima Mei Siobhán Agnieszka Chiara Inés Léa Björk Ngozi Akua Margaret Susan Patricia Dorothy Joan Helen Karen Linda Ruth'.split(
    ' ',
  )
const MALE =
  'Oliver George Arthur Noah Leo Harry Oscar Archie Jack Henry Theo Finley Arjun Omar Yusuf Wei Piotr Matteo José Émile Søren Kwame Tunde David Peter John Michael Alan Brian Keith Graham Colin Robert Stephen'.split(
    ' ',
  )
const FAMILY =
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Patel Khan Singh Begum Ahmed Chen Wang Nguyen Kowalski Nowak Rossi García Fernández Müller Schäfer Dubois O’Connor Murphy Kelly MacDonald Okafor Mensah Adeyemi Ibrahim Haddad Cohen Novák Popescu Lindqvist Sørensen'.split(
    ' ',
  )
const STREETS = [
  'Mill Road',
  'Church Lane',
  'Station Road',
  'Victoria Street',
  'Park Avenue',
  'Queens Road',
  'The Green',
  'High Street',
  'Riverside',
  'Willow Close',
]

/** The people of a neighbourhood; about every twelfth shares the e-mail and phone of the one before (a family). */
export function makePeople(chance: Chance, count: number): Person[] {
  const people: Person[] = []
  for (let index = 0; index < count; index += 1) {
    const before = people[index - 1]
    const isFamily = before !== undefined && before.email !== null && chance.happens(0.08)
    people.push(isFamily ? relativeOf(chance, before) : makePerson(chance, index))
  }
  return people
}

function makePerson(chance: Chance, index: number): Person {
  const sex = chance.happens(0.57) ? ('female' as const) : ('male' as const)
  const givenName = chance.pick(sex === 'female' ? FEMALE : MALE)
  const familyName = chance.pick(FAMILY)
  const address = `${plain(givenName)}.${plain(familyName)}${index}@post.example`
  return {
    givenName,
    familyName,
    sex,
    age: chance.pickWeighted([
      [chance.between(8, 17), 6],
      [chance.between(18, 34), 24],
      [chance.between(35, 54), 36],
      [chance.between(55, 74), 26],
      [chance.between(75, 92), 8],
    ]),
    email: chance.happens(0.93) ? address : null,
    phone: chance.happens(0.95) ? `+447700900${String(index % 1000).padStart(3, '0')}` : null,
    language: chance.happens(0.06) ? 'de' : 'en',
    street: `${chance.between(1, 180)} ${chance.pick(STREETS)}`,
  }
}

function relativeOf(chance: Chance, person: Person): Person {
  const sex = chance.happens(0.5) ? ('female' as const) : ('male' as const)
  const isChild = person.age >= 25
  return {
    ...person,
    sex,
    givenName: chance.pick(sex === 'female' ? FEMALE : MALE),
    age: isChild ? chance.between(7, 16) : chance.between(30, 50),
  }
}

function plain(name: string): string {
  return name
    .replace(/[øØ]/g, 'o')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
}
