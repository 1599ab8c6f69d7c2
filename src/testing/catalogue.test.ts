import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from './harness.ts'

// The rules of design section 5, read from the database's own catalogue: whoever adds a table keeps them.
let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())

/** Tables that belong to no practice. */
const PLATFORM_TABLES = ['migration']
/** Tables that only grow: what happened, what was done, what was paid. */
const APPEND_ONLY = [
  'event',
  'audit_entry',
  'audit_seal',
  'entry',
  'transfer',
  'signature',
  'note',
  'note_amendment',
  'note_template',
]

const practiceTables = () =>
  app.sql(
    `select c.oid, c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> all($1) order by 2`,
    [PLATFORM_TABLES],
  )

test('every table of every schema of ours has forced row-level security', async () => {
  const open =
    await app.sql(`select n.nspname || '.' || relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where relkind in ('r', 'p') and nspname in ('public', 'auth') and not (relrowsecurity and relforcerowsecurity)`)
  expect(open).toEqual([])
})

test('every table of a practice begins with practice_id, and is limited to it by policy', async () => {
  const tables = await practiceTables()
  expect(tables.length).toBeGreaterThan(20)
  const wrong: string[] = []
  for (const { oid, name } of tables) {
    const [first] = await app.sql(
      `select attname, attnotnull from pg_attribute where attrelid = $1 and attnum = 1`,
      [oid],
    )
    if (first?.attname !== 'practice_id' || !first.attnotnull)
      wrong.push(`${name}: the first column is ${first?.attname}`)
    const policies = await app.sql(
      `select polname, pg_get_expr(polqual, polrelid) as qual, pg_get_expr(polwithcheck, polrelid) as checked from pg_policy where polrelid = $1 and polname = 'own_practice'`,
      [oid],
    )
    if (
      policies.length !== 1 ||
      policies[0]!.qual !== '(practice_id = current_practice())' ||
      policies[0]!.checked !== policies[0]!.qual
    )
      wrong.push(`${name}: no policy own_practice`)
  }
  expect(wrong).toEqual([])
})

test('keys begin with practice_id: primary, unique, foreign and exclusion', async () => {
  // Looked up before a practice is known, or not distributed: see their migrations.
  const exceptions = ['practice_slug_key', 'job_pkey']
  const keys = await app.sql(
    `select conname as name, conrelid::regclass::text as "table", contype, confrelid::regclass::text as target,
      (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as first
    from pg_constraint where contype in ('p', 'u', 'f', 'x') and connamespace = 'public'::regnamespace and conrelid::regclass::text <> all($1)`,
    [PLATFORM_TABLES],
  )
  const wrong = keys.filter((key) => key.first !== 'practice_id' && !exceptions.includes(key.name))
  expect(wrong).toEqual([])
})

test('no triggers, no rules, no ON DELETE SET NULL or CASCADE, no sequences', async () => {
  expect(await app.sql(`select tgname from pg_trigger where not tgisinternal`)).toEqual([])
  expect(
    await app.sql(
      `select conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and confdeltype <> 'a'`,
    ),
  ).toEqual([])
  expect(
    await app.sql(
      `select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`,
    ),
  ).toEqual([])
})

test('policies hold no sub-selects', async () => {
  const policies = await app.sql(`select polname, pg_get_expr(polqual, polrelid) as qual from pg_policy`)
  expect(policies.filter(({ qual }) => /select/i.test(qual ?? ''))).toEqual([])
})

test('the application’s roles cannot bypass the policies, own nothing but lookups, and cannot change what only grows', async () => {
  const roles = await app.sql(
    `select rolname, rolsuper, rolbypassrls, rolcanlogin from pg_roles where starts_with(rolname, 'atrium_')`,
  )
  expect(roles).toHaveLength(4)
  for (const role of roles)
    expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcanlogin: false })
  const owned = await app.sql(
    `select relname from pg_class where pg_get_userbyid(relowner) like 'atrium\\_%' and relkind in ('r', 'p', 'v')`,
  )
  expect(owned).toEqual([])
  const grants = await app.sql(
    `select table_name as name, privilege_type as verb from information_schema.role_table_grants
    where grantee = 'atrium_app' and table_name = any($1) and privilege_type not in ('SELECT', 'INSERT')`,
    [APPEND_ONLY],
  )
  expect(grants).toEqual([])
})

test('the application’s role reaches nothing of sign-in, and has no TRUNCATE, REFERENCES or TRIGGER', async () => {
  const auth = await app.sql(
    `select relname from pg_class where relnamespace = 'auth'::regnamespace and relkind = 'r' and has_table_privilege('atrium_app', oid, 'select')`,
  )
  expect(auth).toEqual([])
  const grants = await app.sql(
    `select table_name, privilege_type from information_schema.role_table_grants where grantee like 'atrium\\_%' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
  )
  expect(grants).toEqual([])
})

test('security-definer functions belong to the steward and have a fixed search path', async () => {
  const functions = await app.sql(
    `select proname, pg_get_userbyid(proowner) as owner, proconfig::text as config from pg_proc where prosecdef and pronamespace = 'public'::regnamespace`,
  )
  expect(functions.length).toBeGreaterThan(3)
  for (const each of functions)
    expect(each, each.proname).toMatchObject({
      owner: 'atrium_steward',
      config: expect.stringContaining('search_path'),
    })
})

test('money is bigint beside a currency or in the practice’s, instants are timestamptz, nothing is serial', async () => {
  const wrong =
    await app.sql(`select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'
    and ((column_name like '%\\_minor' and data_type <> 'bigint') or (column_name like '%\\_at' and data_type <> 'timestamp with time zone')
      or (column_name like '%\\_on' and data_type <> 'date') or column_default like 'nextval%' or data_type in ('timestamp without time zone', 'money', 'real', 'double precision'))`)
  expect(wrong).toEqual([])
})
