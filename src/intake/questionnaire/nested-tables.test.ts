import { expect, test } from 'vitest'
import { tablesInTables } from './nested-tables.ts'

const table = (linkId: string, ...item: object[]) => ({ linkId, type: 'group', repeats: true, item })
const section = (linkId: string, ...item: object[]) => ({ linkId, type: 'group', item })
const ask = (linkId: string) => ({ linkId, type: 'string', repeats: true })

test('a table inside of a table is named, however deep; tables beside each other and repeated answers are fine', () => {
  const fields = (...item: object[]) => tablesInTables({ item }).map(({ field }) => field)
  expect(fields(table('a', ask('x')), table('b', ask('y')))).toEqual([])
  expect(fields(section('s', table('a', section('t', ask('x')))))).toEqual([])
  expect(fields(table('a', section('s', table('b', ask('x')))))).toEqual(['b'])
  expect(tablesInTables(null)).toEqual([])
  expect(tablesInTables({ item: 'nothing' })).toEqual([])
})
