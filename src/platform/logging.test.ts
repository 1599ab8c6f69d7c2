import { describe, expect, test } from 'vitest'
import { caughtLog, createLog, isLogLevel } from './logging.ts'

describe('the log', () => {
  test('writes one JSON line with level, time, request id and facts', () => {
    const log = caughtLog()
    log.with({ requestId: 'r1' }).info({ status: 200, ms: 12, operation: 'GET /clients' }, 'request done')
    expect(log.lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        requestId: 'r1',
        status: 200,
        ms: 12,
        operation: 'GET /clients',
        msg: 'request done',
      },
    ])
  })

  test('keeps quiet below its level', () => {
    const lines: string[] = []
    const log = createLog('warn', { write: (line) => void lines.push(line) })
    log.debug('a')
    log.info('b')
    log.warn('c')
    log.error('d')
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['c', 'd'])
    expect([isLogLevel('debug'), isLogLevel('loud')]).toEqual([true, false])
  })

  test('a marker client leaves no trace, wherever it hides', () => {
    const log = caughtLog()
    const marker = 'Xmarker'
    log.info(
      {
        kind: 'messages.send',
        name: marker,
        email: `${marker}@example.org`,
        sessionToken: marker,
        headers: { Authorization: `Bearer ${marker}`, cookie: marker, accept: 'text/html' },
        client: { id: 'c1', firstName: marker, contacts: [{ phone: marker, body: { deep: marker } }] },
        payload: { any: marker },
      },
      'job failed',
    )
    const cause = new Error(`mail to ${marker}@example.org was refused, call +49 30 1234567`)
    const error = Object.assign(new Error(`invalid input syntax for type uuid: "${marker}"`, { cause }), {
      code: '22P02',
      detail: `Key (email)=(${marker}) already exists.`,
      where: marker,
      parameters: [marker],
    })
    log.with({ requestId: 'r2', subject: marker }).error({ err: error }, 'request failed')
    const written = JSON.stringify(log.lines)
    expect(written).not.toContain(marker)
    expect(written).not.toContain('1234567')
    expect(log.lines[0]).toMatchObject({
      kind: 'messages.send',
      client: { id: 'c1' },
      headers: { accept: 'text/html' },
    })
    expect(log.lines[1]).toMatchObject({
      requestId: 'r2',
      err: { type: 'Error', code: '22P02', message: 'invalid input syntax for type uuid: "…"' },
    })
    expect((log.lines[1]?.err as { frames: string[] } | undefined)?.frames[0]).toContain('logging.test.ts')
  })

  test('stays bounded: long texts are cut, deep things and loops end', () => {
    const log = caughtLog()
    const loop: Record<string, unknown> = { n: 1n }
    loop.self = loop
    log.info({ long: 'x'.repeat(10_000), loop }, 'odd')
    expect(JSON.stringify(log.lines).length).toBeLessThan(1_500)
  })
})
