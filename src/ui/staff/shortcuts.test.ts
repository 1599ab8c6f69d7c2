import { expect, test } from 'vitest'
import { findShortcut, type Shortcut } from './shortcuts.ts'

const shortcut = (keys: string, label: string): Shortcut => ({ keys, label, run: () => {} })

test('the key of the screen wins over the same key of the shell', () => {
  const all = [shortcut('N', 'New appointment'), shortcut('N', 'New note')]
  expect(findShortcut(all, 'n')?.label).toBe('New note')
})

test('two letters are one shortcut and neither of them alone', () => {
  const all = [shortcut('G C', 'Calendar')]
  expect(findShortcut(all, 'g c')?.label).toBe('Calendar')
  expect(findShortcut(all, 'g')).toBeUndefined()
})
