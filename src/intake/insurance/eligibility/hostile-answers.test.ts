import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../platform/project-root.ts'
import { decodeX12, readX12 } from '../../../platform/x12/x12.ts'
import { StatementShape } from '../operations/shapes.ts'
import { figuresOf } from './figures.ts'
import { read271 } from './read-271.ts'
import { statementOf } from './statement.ts'

const own = `ISA*00*          *00*          *ZZ*CLEARING       *ZZ*WILLOWLANE     *260302*0900*^*00501*000000007*0*T*:~
GS*HB*CLEARING*WILLOWLANE*20260302*0900*7*X*005010X279A1~
ST*271*0001*005010X279A1~
BHT*0022*11*0192F5C1*20260302*0900~
HL*1**20*1~
NM1*PR*2*CEDAR HEALTH*****PI*CEDAR~
HL*2*1*21*1~
NM1*1P*2*WILLOW LANE*****XX*1234567893~
HL*3*2*22*0~
TRN*2*0192F5C1*9WILLOWLAN~
NM1*IL*1*MOORE*MIA****MI*W123456711~
DMG*D8*19900401*F~
DTP*346*D8*20260101~
EB*1**30**GOLD PLAN~
EB*C*IND*30***23*750~
EB*C*IND*30***29*250.5~
EB*B*IND*PT***27*30*****Y~
EB*A*FAM*98***23**.2****N~
EB*F**PT***23***VS*30~
MSG*ASK FIRST~
EB*R**30~
LS*2120~
NM1*PRP*2*OTHER PAYER~
LE*2120~
SE*24*0001~
GE*1*7~
IEA*1*000000007~
`
const data = join(projectRoot(), '../shared/data/x12')
const samples = existsSync(data)
  ? readdirSync(data)
      .filter((name) => /27[01]|elig/i.test(name))
      .map((name) => decodeX12(readFileSync(join(data, name))))
  : []
if (samples.length === 0)
  console.warn('../shared/data/x12 is not here: only an answer of our own is changed.')

/** Reads a text as receiving does; whatever it is, every statement is one that the screens can show. */
function statementsIn(text: string | Uint8Array) {
  const file = readX12(text)
  const transactions = file.interchanges.flatMap((each) => each.groups).flatMap((each) => each.transactions)
  const statements = transactions.map((each) => {
    const statement = StatementShape.parse(statementOf(read271(each)))
    figuresOf(statement, ['PT', 'MH'])
    return statement
  })
  return { file, transactions, statements }
}
const plain = statementsIn(own).statements[0]!

describe('an answer in another dress says the same', () => {
  const dresses: [string, string | Uint8Array][] = [
    ['lines of Windows', own.replaceAll('\n', '\r\n')],
    ['one long line', own.replaceAll('\n', '')],
    ['line ends instead of tildes', own.replaceAll('~\n', '\n')],
    [
      'bars, carets and hashes',
      own.replaceAll('^', '!').replaceAll('*', '|').replaceAll(':', '^').replaceAll('~', '#'),
    ],
    ['signs nobody prints', own.replaceAll('*', '\u001d').replaceAll('~\n', '\u001e')],
    ['an ISA without its padding', own.replace(/ {2,}/g, '')],
    ['small letters', own.toLowerCase()],
    ['a byte order mark', `\uFEFF${own}`],
    ['UTF-16', Buffer.from(`\uFEFF${own}`, 'utf16le')],
    ['blanks before each segment', own.replaceAll('\n', '\n    ')],
    ['a line of a gateway before it', `HTTP/1.1 200 OK\r\nContent-Type: application/edi-x12\r\n\r\n${own}`],
    ['no ISA', own.slice(own.indexOf('GS*'))],
    ['no envelope at all', own.slice(own.indexOf('ST*'), own.indexOf('GE*'))],
    [
      'two answers in one group',
      own.replace(/ST\*271[^]*SE\*24\*0001~\n/, (one) => one + one.replaceAll('0001', '0002')),
    ],
    ['two files in one', own + own],
    [
      'segments nobody knows',
      own.replaceAll('EB*', '__PROTO__*1~\nCONSTRUCTOR*x~\n__proto__*2~\ntoString*1~\nZZZ~\nEB*'),
    ],
  ]
  test.each(dresses)('%s', (name, text) => {
    const { statements } = statementsIn(text)
    expect(statements).toHaveLength(name.startsWith('two') ? 2 : 1)
    const seen = JSON.stringify(statements[0]).toLowerCase()
    expect(JSON.parse(seen)).toEqual(JSON.parse(JSON.stringify(plain).toLowerCase()))
  })

  test('letters of other alphabets stay what they are', () => {
    const { statements } = statementsIn(
      own.replace('MOORE*MIA', 'ЩУКИНА*Zoë').replace('ASK FIRST', 'まず尋ねる'),
    )
    expect(statements[0]).toMatchObject({ member: { name: 'Zoë ЩУКИНА' } })
    expect(JSON.stringify(statements[0])).toContain('まず尋ねる')
    const latin = Buffer.from(own.replace('MOORE', 'MÜLLER'), 'latin1')
    expect(statementsIn(latin).statements[0]).toMatchObject({ member: { name: 'MIA MÜLLER' } })
  })

  test('what cannot be is left out, and the rest is read', () => {
    const odd = own
      .replace('19900401', '19909999')
      .replace('20260101', '20260231')
      .replace('*750~', '*99999999999999999999~')
      .replace('.2****N', `${'9'.repeat(400)}****N`)
      .replace('VS*30', `VS*${'1'.repeat(500)}`)
      .replace('EB*1**30', 'EB*constructor**toString')
    const { statements } = statementsIn(odd)
    expect(statements[0]).toMatchObject({ coverFrom: null, member: { bornOn: null } })
    expect(statements[0]!.lines.length).toBe(3)
  })
})

describe('whatever is done to an answer', () => {
  const cut = (text: string) => text.split(/(?<=~)/)
  const change = fc.oneof(
    fc.record({ act: fc.constant('drop' as const), at: fc.nat(200), much: fc.nat(6) }),
    fc.record({ act: fc.constant('repeat' as const), at: fc.nat(200), much: fc.nat(40) }),
    fc.record({ act: fc.constant('swap' as const), at: fc.nat(200), much: fc.nat(200) }),
    fc.record({
      act: fc.constant('put' as const),
      at: fc.nat(200),
      much: fc.constantFrom(
        'AAA*N**72*C~',
        'AAA*Y**42*Y~',
        'AAA~',
        'HL*9*9*99*1~',
        'HL*4*3*23*0~',
        'EB~',
        'EB*****************~',
        'EB*W^^:*:::*^^^*:~',
        'DTP*291*RD8*20260101-~',
        'DTP*291*RD8*-~',
        'HSD*VS*x~',
        'LS~',
        'SE~',
        'ST*999~',
        'ISA*broken~',
        'IEA~',
        'NM1*~',
        '~',
        '\u0000~',
        '__proto__*1~',
        'valueOf*1~',
        '李*李~',
      ),
    }),
    fc.record({ act: fc.constant('letters' as const), at: fc.nat(4_000), much: fc.string({ maxLength: 8 }) }),
    fc.record({ act: fc.constant('cut' as const), at: fc.nat(4_000), much: fc.nat(2_000) }),
    fc.record({
      act: fc.constant('code' as const),
      at: fc.nat(300),
      much: fc.string({ unit: 'binary', maxLength: 4 }),
    }),
  )
  type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

  function changed(text: string, { act, at, much }: Change): string {
    const segments = cut(text)
    const place = at % Math.max(1, segments.length)
    if (act === 'drop') return segments.toSpliced(place, much).join('')
    if (act === 'repeat') return segments.toSpliced(place, 0, (segments[place] ?? '').repeat(much)).join('')
    if (act === 'put') return segments.toSpliced(place, 0, much).join('')
    if (act === 'swap') {
      const other = much % Math.max(1, segments.length)
      return segments
        .with(place, segments[other] ?? '')
        .with(other, segments[place] ?? '')
        .join('')
    }
    if (act === 'letters') return text.slice(0, at) + much + text.slice(at)
    if (act === 'cut') return text.slice(0, at) + text.slice(at + much)
    const elements = text.split('*')
    return elements.with(at % elements.length, much).join('*')
  }

  test('the reader never falls, tells what is wrong, and what it says can be shown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(own, ...samples),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (text, changes) => {
          const broken = changes.reduce(changed, text)
          const { file, statements } = statementsIn(broken)
          // Either something was read, or it is told why not.
          expect(file.faults.length + statements.length).toBeGreaterThan(0)
          for (const { segment, message } of file.faults) {
            expect(segment).toBeGreaterThan(0)
            expect(message).toMatch(/^[A-Z].*\.$/s)
          }
        },
      ),
      { numRuns: 600 },
    )
  })

  test('bytes of any kind are told to be no answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { file, statements } = statementsIn(bytes)
        expect(file.faults.length + statements.length).toBeGreaterThan(0)
      }),
      { numRuns: 150 },
    )
  })

  test('each segment that is lost costs no more than what hangs on it', () => {
    const segments = cut(own)
    for (const [at, segment] of segments.entries()) {
      if (!segment.trim() || /^\s*(ISA|GS|ST|HL)/.test(segment)) continue
      const { statements } = statementsIn(segments.toSpliced(at, 1).join(''))
      expect(statements, segment).toHaveLength(1)
      expect(statements[0]!.lines.length).toBeGreaterThanOrEqual(plain.lines.length - 1)
    }
  })
})

test('a refusal at each level says which, with the code of the payer', () => {
  const refusals: [string, string, string][] = [
    ['HL*2*1*21*1~', 'source', '42'],
    ['HL*3*2*22*0~', 'receiver', '50'],
    ['DMG*D8*19900401*F~', 'subscriber', '72'],
  ]
  for (const [before, level, code] of refusals) {
    const { statements } = statementsIn(own.replace(before, `AAA*N**${code}*C~\n${before}`))
    expect(statements[0]!.rejections).toMatchObject([{ level, code }])
  }
})
