import { describe, expect, test } from 'vitest'
import { preferring, withoutLost } from './next-choice.ts'
import type { Candidate } from './plan-visit.ts'

const candidate = {
  practitionerId: 'petra',
  roomIds: ['room 1', 'room 2'],
  assistantIds: ['paul', 'tina'],
  freeUnits: [['mill 1', 'mill 2'], ['laser 1']],
  unitIds: ['mill 1', 'laser 1'],
} as unknown as Candidate
const lost = (resource_kind: string, resource_id: string) => ({ resource_kind, resource_id })

describe('somebody was faster', () => {
  test('another room, helper and unit is taken instead, as long as there is one', () => {
    expect(
      withoutLost(candidate, [
        lost('room', 'room 1'),
        lost('assistant', 'paul'),
        lost('equipment', 'mill 1'),
      ]),
    ).toMatchObject([
      {
        roomIds: ['room 2'],
        assistantIds: ['tina'],
        freeUnits: [['mill 2'], ['laser 1']],
        unitIds: ['mill 2', 'laser 1'],
      },
    ])
    expect(withoutLost(candidate, [lost('equipment', 'laser 1')])).toEqual([])
    const [next] = withoutLost(candidate, [lost('assistant', 'paul')])
    expect(withoutLost(next!, [lost('assistant', 'tina')])).toEqual([])
  })

  test('nothing replaces the practitioner, the client, a seat or what was not among the choices', () => {
    for (const kind of ['practitioner', 'client', 'seat'])
      expect(withoutLost(candidate, [lost(kind, 'petra')]), kind).toEqual([])
    expect(withoutLost(candidate, [lost('room', 'room 9')])).toEqual([])
    expect(withoutLost(candidate, [])).toEqual([])
  })
})

test('what a visit has had comes first where it is free', () => {
  expect(preferring(candidate, { roomId: 'room 2', assistantId: 'tina', unitIds: ['mill 2'] })).toMatchObject(
    {
      roomIds: ['room 2', 'room 1'],
      assistantIds: ['tina', 'paul'],
      unitIds: ['mill 2', 'laser 1'],
    },
  )
  expect(preferring(candidate, { roomId: 'gone', assistantId: null, unitIds: [] })).toMatchObject({
    roomIds: ['room 1', 'room 2'],
    unitIds: ['mill 1', 'laser 1'],
  })
})
