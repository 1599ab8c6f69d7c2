import { expect, test } from 'vitest'
import { matchPath } from './match-path.ts'

test('a path gives its named parts, decoded', () => {
  expect(matchPath('/book/:practice', '/book/willow-lane')).toEqual({ practice: 'willow-lane' })
  expect(matchPath('/book/:practice', '/book/praxis%20am%20see/')).toEqual({ practice: 'praxis am see' })
})

test('a part with a question mark may be missing', () => {
  expect(matchPath('/book/:practice/:service?', '/book/willow')).toEqual({ practice: 'willow' })
  expect(matchPath('/book/:practice/:service?', '/book/willow/first')).toEqual({
    practice: 'willow',
    service: 'first',
  })
})

test('another path, too long a path and a broken one are none', () => {
  expect(matchPath('/book/:practice', '/pay/x')).toBeNull()
  expect(matchPath('/book/:practice', '/book')).toBeNull()
  expect(matchPath('/book/:practice', '/book/a/b')).toBeNull()
  expect(matchPath('/book/:practice', '/book/%E0%A4%A')).toBeNull()
})
