import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../testing/harness.ts'
import { dumpSchema } from './schema-dump.ts'

let one: TestApp
let other: TestApp

beforeAll(async () => {
  ;[one, other] = await Promise.all([testApp(), testApp()])
})
afterAll(async () => {
  await one.end()
  await other.end()
})

test('the same migrations give the same text, whatever rows and practices there are', async () => {
  const before = await dumpSchema(one.database.owner)
  await one.practice()
  await one.sql('analyze')
  expect(await dumpSchema(one.database.owner)).toBe(before)
  expect(await dumpSchema(other.database.owner)).toBe(before)
})

test('whatever matters to a reviewer is in it: columns, keys, policies, grants, routines, roles', async () => {
  const text = await dumpSchema(one.database.owner)
  expect(text).toContain('create role atrium_app nologin nosuperuser nobypassrls;')
  expect(text).toContain('create extension btree_gist;')
  expect(text).toMatch(/create table audit_entry \(\n {2}practice_id uuid not null,/)
  expect(text).toContain('alter table audit_entry force row level security;')
  expect(text).toContain('grant select, insert on table audit_entry to atrium_app;')
  expect(text).toContain(
    'create policy own_practice on audit_entry for all to atrium_app using ((practice_id = current_practice()))',
  )
  expect(text).toContain('alter routine find_api_key(hash text) owner to atrium_steward;')
  expect(text).not.toContain('gtrgm') // what an extension brought along
})

test.each([
  ['a column', 'alter table audit_entry add column extra text'],
  ['a default', "alter table audit_entry alter column changes set default '[1]'"],
  ['a constraint', 'alter table audit_entry add constraint positive check (length(operation) > 0)'],
  ['an index', 'create index extra on audit_entry (practice_id, operation)'],
  ['a policy', 'create policy open on audit_entry to atrium_app using (true)'],
  ['row-level security that is no longer forced', 'alter table audit_entry no force row level security'],
  ['a grant', 'grant update on audit_entry to atrium_app'],
  ['a function', 'create function extra() returns int language sql as $$ select 1 $$'],
  ['a right to call a function', 'grant execute on function find_api_key(text) to atrium_worker'],
  ['a view', 'create view extra_view as select 1 as one'],
  [
    'a trigger',
    'create trigger extra before update on audit_entry for each row execute function suppress_redundant_updates_trigger()',
  ],
  ['a type', "create type extra as enum ('a', 'b')"],
])('%s that is changed behind the migrations is seen', async (_, change) => {
  const before = await dumpSchema(other.database.owner)
  await other.sql(change)
  expect(await dumpSchema(other.database.owner)).not.toBe(before)
})
