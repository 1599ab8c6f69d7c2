import { expect, test } from 'vitest'
import { withKey } from './type-ahead.ts'

test('letters wait in their order, Backspace takes one back, other keys change nothing, Escape ends it', () => {
  const typed = (keys: string[]) =>
    keys.reduce<string | null>((text, key) => (text === null ? null : withKey(text, key)), '')
  expect(typed(['R', 'o', 's', 's', 'y', 'Backspace', 'i'])).toBe('Rossi')
  expect(typed(['Backspace', 'Shift', 'ß', 'Tab', ' ', '李'])).toBe('ß 李')
  expect(typed(['a', 'Escape', 'b'])).toBeNull()
})
