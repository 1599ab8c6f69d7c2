import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'

let app: TestApp
let willow: Cast
let oak: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  oak = await app.practice('oak-street')
})
afterAll(() => app.end())

const owner = () => app.as(willow.nora)
const desk = () => app.as(willow.fay)
const stranger = () => app.as(oak.nora)

describe('the facts of the practice', () => {
  test('are changed by who manages the settings, with before and after in the audit', async () => {
    const before = (await owner().get('/practice')).body
    const changed = await owner().patch('/practice', {
      rowVersion: before.rowVersion,
      taxNumber: 'US-1',
      addressLines: ['12 Main Street'],
      website: 'https://willow.example',
    })
    expect(changed.body).toMatchObject({
      taxNumber: 'US-1',
      website: 'https://willow.example',
      rowVersion: before.rowVersion + 1,
    })
    expect(await owner().patch('/practice', { rowVersion: before.rowVersion, name: 'Late' })).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile' },
    })
    expect((await desk().patch('/practice', { rowVersion: 2, name: 'Mine' })).status).toBe(403)
    const [entry] = await app.sql(
      `select changes from audit_entry where operation = 'PATCH /practice' and outcome = 'done'`,
    )
    expect(entry!.changes[0]).toMatchObject({ before: { taxNumber: null }, after: { taxNumber: 'US-1' } })
  })

  test('refuse a zone that is none, a script as website, and a change of currency', async () => {
    const { rowVersion } = (await owner().get('/practice')).body
    for (const wrong of [
      { zone: 'Mars/Base' },
      { website: 'javascript:alert(1)' },
      { currency: 'EUR' },
      { embedHosts: ["https://x.example; script-src 'none'"] },
    ]) {
      expect((await owner().patch('/practice', { rowVersion, ...wrong })).status, JSON.stringify(wrong)).toBe(
        422,
      )
    }
  })
})

describe('locations', () => {
  test('open with their hours, change, close for good and open again; the last one stays open', async () => {
    const made = await owner().post('/locations', {
      name: 'Harbour',
      zone: 'Europe/Berlin',
      opening: [{ weekday: 1, opens: '08:00', closes: '12:00' }],
    })
    expect(made.body).toMatchObject({
      name: 'Harbour',
      zone: 'Europe/Berlin',
      opening: [{ weekday: 1, opens: '08:00', closes: '12:00' }],
    })
    const { id } = made.body
    expect((await owner().patch(`/locations/${id}`, { rowVersion: 1, phone: '555' })).body).toMatchObject({
      phone: '555',
      rowVersion: 2,
    })
    expect((await owner().patch(`/locations/${id}`, { rowVersion: 1, phone: '556' })).body.code).toBe(
      'changed_meanwhile',
    )
    expect((await stranger().patch(`/locations/${id}`, { rowVersion: 2, name: 'Stolen' })).status).toBe(404)
    expect((await owner().post(`/locations/${id}/archiving`)).body.archivedAt).not.toBeNull()
    expect((await desk().get('/locations')).body.items.map((each: { name: string }) => each.name)).toEqual([
      'Main Street',
      'Riverside',
    ])
    expect((await desk().get('/locations', { show: 'all' })).body.items).toHaveLength(3)
    for (const each of [oak.mainStreet, oak.riverside]) {
      const answer = await stranger().post(`/locations/${each.id}/archiving`)
      expect(answer.status).toBe(each === oak.riverside ? 409 : 200)
    }
    await stranger().post(`/locations/${oak.mainStreet.id}/restoration`)
  })

  test('take new opening hours as a whole, and refuse two spans that overlap', async () => {
    const path = `/locations/${willow.riverside.id}/opening-hours`
    const lunch = [
      { weekday: 1, opens: '13:00', closes: '18:00' },
      { weekday: 1, opens: '08:00', closes: '12:00' },
    ]
    expect((await owner().put(path, { opening: lunch })).body.opening).toEqual([lunch[1], lunch[0]])
    expect(
      (await owner().put(path, { opening: [...lunch, { weekday: 1, opens: '11:00', closes: '14:00' }] }))
        .status,
    ).toBe(422)
    expect(
      (await owner().put(path, { opening: [{ weekday: 1, opens: '12:00', closes: '08:00' }] })).status,
    ).toBe(422)
    expect(
      (await owner().put(path, { opening: [{ weekday: 8, opens: '25:00', closes: '26:00' }] })).status,
    ).toBe(422)
    expect((await desk().put(path, { opening: [] })).status).toBe(403)
    expect((await stranger().put(path, { opening: [] })).status).toBe(404)
  })

  test('have rooms and equipment, which are renamed and retired', async () => {
    const here = async () =>
      (await desk().get('/locations')).body.items.find(
        (each: { id: string }) => each.id === willow.mainStreet.id,
      )
    const { id: roomId } = (
      await owner().post(`/locations/${willow.mainStreet.id}/rooms`, { name: 'Room 3', position: 3 })
    ).body
    await owner().patch(`/rooms/${roomId}`, { name: 'Blue room' })
    const { id: poolId } = (
      await owner().post(`/locations/${willow.mainStreet.id}/equipment-pools`, {
        name: 'Bikes',
        units: ['Bike 1', 'Bike 2'],
      })
    ).body
    await owner().post(`/equipment-pools/${poolId}/units`, { name: 'Bike 3' })
    let place = await here()
    expect(place.rooms.map((each: { name: string }) => each.name)).toEqual(['Room 1', 'Room 2', 'Blue room'])
    const bikes = place.equipment.find((each: { id: string }) => each.id === poolId)
    expect(bikes.units.map((each: { name: string }) => each.name)).toEqual(['Bike 1', 'Bike 2', 'Bike 3'])
    await owner().patch(`/equipment-units/${bikes.units[0].id}`, { archived: true })
    await owner().patch(`/rooms/${roomId}`, { archived: true })
    place = await here()
    expect(place.rooms.map((each: { name: string }) => each.name)).toEqual(['Room 1', 'Room 2'])
    expect(place.equipment.find((each: { id: string }) => each.id === poolId).units).toHaveLength(2)
    await owner().patch(`/equipment-pools/${poolId}`, { archived: true })
    expect((await here()).equipment.map((each: { name: string }) => each.name)).toEqual(['Treadmills'])
    await owner().patch(`/rooms/${roomId}`, { archived: false })
    expect((await here()).rooms).toHaveLength(3)
    for (const path of [
      `/rooms/${roomId}`,
      `/equipment-pools/${poolId}`,
      `/equipment-units/${bikes.units[1].id}`,
    ]) {
      expect((await stranger().patch(path, { name: 'Stolen' })).status).toBe(404)
      expect((await desk().patch(path, { name: 'Mine' })).status).toBe(403)
    }
    expect((await stranger().post(`/locations/${willow.mainStreet.id}/rooms`, { name: 'Ours' })).status).toBe(
      404,
    )
    expect((await stranger().post(`/equipment-pools/${poolId}/units`, { name: 'Ours' })).status).toBe(404)
  })
})

test('closed days are added for the house or one location, listed from today on, and taken back', async () => {
  const add = (body: object) => owner().post('/closures', body)
  const holiday = await add({ startsOn: '2026-12-24', endsOn: '2026-12-26', name: 'Christmas' })
  await add({ locationId: willow.riverside.id, startsOn: '2026-02-01', endsOn: '2026-02-28', name: 'Flood' })
  const listed = async (query = {}) =>
    (await desk().get('/closures', query)).body.items.map((each: { name: string }) => each.name)
  expect(await listed()).toEqual(['Christmas'])
  expect(await listed({ from: '2026-02-28' })).toEqual(['Flood', 'Christmas'])
  expect((await add({ startsOn: '2026-12-24', endsOn: '2026-12-23', name: 'Backwards' })).status).toBe(422)
  expect(
    (
      await add({
        locationId: oak.riverside.id,
        startsOn: '2026-12-24',
        endsOn: '2026-12-24',
        name: 'Theirs',
      })
    ).status,
  ).toBe(404)
  expect((await stranger().delete(`/closures/${holiday.body.id}`)).status).toBe(404)
  expect((await desk().delete(`/closures/${holiday.body.id}`)).status).toBe(403)
  expect((await owner().delete(`/closures/${holiday.body.id}`)).status).toBe(200)
  expect(await listed()).toEqual([])
})
