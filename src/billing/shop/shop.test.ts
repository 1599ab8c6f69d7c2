import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'

let app: TestApp
let willow: Cast
let bill: Caller
let desk: Caller
let round = 0
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`shop-${(round += 1)}`)
  bill = app.withKey(await app.makeKey(willow, 'billing'))
  desk = app.withKey(await app.makeKey(willow, 'front_desk'))
})
afterAll(() => app.end())

const DAY = '2026-03-02'
const expectWholeBooks = async () =>
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
const ok = async (answer: Promise<{ status: number; body: any }>) => {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const addProduct = (more: object = {}) =>
  ok(
    bill.post('/products', {
      name: 'Resistance band',
      sku: `RB-${(round += 1)}`,
      barcode: `40000${round}`,
      priceMinor: 1_490,
      lowAt: 2,
      ...more,
    }),
  )
const receive = (id: string, quantity: number) =>
  ok(bill.post(`/products/${id}/movements`, { locationId: willow.mainStreet.id, kind: 'received', quantity }))
const cart = (product: { id: string; priceMinor: number }, quantity: number, more: object = {}) => ({
  locationId: willow.mainStreet.id,
  lines: [{ what: 'product', productId: product.id, quantity, unitPriceMinor: product.priceMinor }],
  ...more,
})
const cash = (amountMinor: number, givenMinor?: number) => [{ tender: 'cash', amountMinor, givenMinor }]
const stockOf = async (id: string) => {
  const { items } = await ok(bill.get('/products'))
  return items.find((one: { id: string }) => one.id === id).stock[0]?.onHand
}
const openDrawer = async (floatMinor = 10_000) => {
  const drawer = await ok(
    bill.post('/cash-drawers', { name: 'Front desk', locationId: willow.mainStreet.id }),
  )
  await ok(desk.post(`/cash-drawers/${drawer.id}/opening`, { floatMinor, from: 'bank' }))
  return drawer.id as string
}

test('a walk-in buys two bands with cash: the change is told, the stock falls, the drawer holds it', async () => {
  const [product, drawer] = [await addProduct(), await openDrawer()]
  await receive(product.id, 5)
  const { invoice, changeMinor } = await ok(
    desk.post('/till/sales', cart(product, 2, { tenders: cash(2_980, 5_000) })),
  )
  expect(invoice).toMatchObject({ state: 'paid', totalMinor: 2_980, clientName: 'Walk-in' })
  expect(changeMinor).toBe(2_020)
  expect(await stockOf(product.id)).toBe(3)
  const { items } = await ok(desk.get('/cash-drawers'))
  expect(items[0]).toMatchObject({ id: drawer, isOpen: true, holdsMinor: 12_980 })
  expect((await desk.get(`/till/sales/${invoice.id}/receipt`)).status).toBe(200)
  expect(await desk.post(`/till/sales/${invoice.id}/receipt`)).toMatchObject({ body: { code: 'no_address' } })
  await ok(desk.post('/till/sales', cart(product, 1, { tenders: cash(1_490) })))
  expect((await ok(desk.get('/till/sales'))).items).toHaveLength(2)
  expect((await ok(desk.get('/products', { low: true }))).items).toHaveLength(1)
  await expectWholeBooks()
})

test('a price that changed while the cart was open is said before anything is paid', async () => {
  const product = await addProduct()
  await receive(product.id, 5)
  await ok(bill.put(`/products/${product.id}`, { ...strip(product), priceMinor: 1_590 }))
  const refused = await desk.post('/till/sales', cart(product, 1, { tenders: cash(1_490) }))
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'price_changed', changed: [{ wasMinor: 1_490, nowMinor: 1_590 }] },
  })
  expect(await stockOf(product.id)).toBe(5)
})

test('two tills sell the last one once, and nobody pays for the other', async () => {
  const product = await addProduct()
  await receive(product.id, 1)
  const sales = await Promise.all(
    [1, 2, 3].map(() => desk.post('/till/sales', cart(product, 1, { tenders: cash(1_490) }))),
  )
  expect(sales.map((one) => one.status).sort()).toEqual([200, 409, 409])
  expect(sales.filter((one) => one.status === 409).map((one) => one.body.code)).toEqual([
    'out_of_stock',
    'out_of_stock',
  ])
  expect(await stockOf(product.id)).toBe(0)
  expect((await ok(desk.get('/payments'))).items).toHaveLength(1)
  await expectWholeBooks()
})

test('a package, a gift card and a product are sold in one cart, paid by two tenders', async () => {
  const product = await addProduct()
  await receive(product.id, 1)
  const type = await ok(bill.post('/package-types', { name: 'Five', units: 5, priceMinor: 30_000 }))
  const lines = [
    { what: 'package', typeId: type.id, unitPriceMinor: 30_000 },
    { what: 'gift_card', amountMinor: 5_000, recipient: 'Leo' },
    {
      what: 'product',
      productId: product.id,
      quantity: 1,
      unitPriceMinor: 1_490,
      discount: { basisPoints: 1_000, reason: 'Member' },
    },
  ]
  const wish = {
    locationId: willow.mainStreet.id,
    lines,
    tenders: [{ tender: 'card_terminal', amountMinor: 30_000 }, ...cash(6_341)],
  }
  expect(await desk.post('/till/sales', wish)).toMatchObject({ body: { code: 'needs_client' } })
  expect(
    await desk.post('/till/sales', { ...wish, clientId: willow.mia.id, tenders: cash(100) }),
  ).toMatchObject({
    body: { code: 'not_covered' },
  })
  const { invoice } = await ok(desk.post('/till/sales', { ...wish, clientId: willow.mia.id }))
  expect(invoice).toMatchObject({ state: 'paid', totalMinor: 36_341 })
  expect((await ok(desk.get(`/clients/${willow.mia.id}/prepaid`))).packages).toHaveLength(1)
  await expectWholeBooks()
})

test('one of three bands comes back: its money and its place on the shelf, too; the rest stays paid', async () => {
  const product = await addProduct()
  await receive(product.id, 3)
  const { invoice } = await ok(
    desk.post('/till/sales', cart(product, 3, { clientId: willow.mia.id, tenders: cash(4_470) })),
  )
  const wish = { chargeId: invoice.lines[0].chargeId, tender: 'cash', reason: 'Too strong' }
  expect(await bill.post(`/invoices/${invoice.id}/returns`, { ...wish, quantity: 4 })).toMatchObject({
    body: { code: 'not_returnable' },
  })
  const back = await ok(bill.post(`/invoices/${invoice.id}/returns`, { ...wish, quantity: 1 }))
  expect(back.refundedMinor).toBe(1_490)
  expect(await ok(bill.get(`/invoices/${back.invoiceId}`))).toMatchObject({
    state: 'paid',
    totalMinor: 2_980,
  })
  expect(await stockOf(product.id)).toBe(1)
  await expectWholeBooks()
})

test('a drawer that is short is said, and closed with a reason; the day closes with its figures and says what came after', async () => {
  const [product, drawer] = [await addProduct(), await openDrawer()]
  await receive(product.id, 9)
  await ok(desk.post('/till/sales', cart(product, 2, { tenders: cash(2_980) })))
  const at = { day: DAY, locationId: willow.mainStreet.id }
  const day = await ok(desk.get('/day-close', at))
  expect(day.figures).toMatchObject({ takenMinor: 2_980, charged: { count: 1, minor: 2_980 } })
  const saw = { ...at, sawTakenMinor: 2_980, sawChargedMinor: 2_980 }
  expect(await desk.post('/day-close', saw)).toMatchObject({ body: { code: 'drawer_open' } })
  await ok(desk.post(`/cash-drawers/${drawer}/movements`, { kind: 'to_bank', amountMinor: 2_000 }))
  expect(await desk.post(`/cash-drawers/${drawer}/count`, { countedMinor: 10_900 })).toMatchObject({
    body: { code: 'count_differs', differenceMinor: -80 },
  })
  await ok(
    desk.post(`/cash-drawers/${drawer}/count`, {
      countedMinor: 10_900,
      counted: { '5000': 2, '100': 9 },
      reason: 'Wrong change',
    }),
  )
  expect(await desk.post('/day-close', { ...saw, sawTakenMinor: 1 })).toMatchObject({
    body: { code: 'day_changed' },
  })
  const twice = await Promise.all([desk.post('/day-close', saw), desk.post('/day-close', saw)])
  expect(twice.map((one) => one.status).sort()).toEqual([200, 409])
  expect((await desk.get('/day-close/pdf', at)).status).toBe(200)
  await ok(
    desk.post(
      '/till/sales',
      cart(product, 1, { tenders: [{ tender: 'card_terminal', amountMinor: 1_490 }] }),
    ),
  )
  const after = await ok(desk.get('/day-close', at))
  expect(after.close.figures.takenMinor).toBe(2_980)
  expect(after.close.figures.drawers[0]).toMatchObject({ countedMinor: 10_900, differenceMinor: -80 })
  expect(after.after).toContainEqual({ figure: 'taken', wasMinor: 2_980, isMinor: 4_470 })
  expect((await ok(bill.delete('/day-close', { ...at, reason: 'Forgot one' }))).close).toBeNull()
  await expectWholeBooks()
})

test('a visit that nobody was charged for stands in the way of the day until it is charged or answered with a reason', async () => {
  const id = crypto.randomUUID()
  await app.sql(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source, price_minor,
       buffer_before_minutes, buffer_after_minutes, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, '2026-03-02T13:00Z', '2026-03-02T13:45Z', 'America/New_York', 'done', 'staff', 8000, 0, 0, 'Fay', now())`,
    [willow.practiceId, id, willow.mia.id, willow.petra.id, willow.treatment.id, willow.mainStreet.id],
  )
  const at = { day: DAY, locationId: willow.mainStreet.id }
  expect(
    (await ok(desk.get('/charges/missing', { from: DAY, to: DAY, locationId: at.locationId }))).riskMinor,
  ).toBe(8_000)
  const saw = { ...at, sawTakenMinor: 0, sawChargedMinor: 0 }
  expect(await desk.post('/day-close', saw)).toMatchObject({
    body: { code: 'day_not_clear', left: ['missing'] },
  })
  await ok(
    desk.post(`/charges/missing/${id}`, { waiveReason: 'Second part of one visit', waiveCode: 'duplicate' }),
  )
  expect((await ok(desk.get('/day-close', at))).left).toEqual([])
  await ok(desk.post('/day-close', saw))
})

const strip = ({ id: _id, stock: _stock, ...rest }: Record<string, unknown>) => rest
