import { expect, test } from 'vitest'
import { findShortcut, type Shortcut } from './shortcuts.ts'

const shortcut = (keys: string, label: string): Shortcut => ({ keys, label, run: () => {} })

test('the key of the screen wins over the same key of the shell, whichever came first', () => {
  const [shell, screen] = [
    { ...shortcut('N', 'New appointment'), everywhere: true },
    shortcut('N', 'New note'),
  ]
  expect(findShortcut([shell, screen], 'n')?.label).toBe('New note')
  expect(findShortcut([screen, shell], 'n')?.label).toBe('New note')
  expect(findShortcut([shell], 'n')?.label).toBe('New appointment')
})

test('two letters are one shortcut and neither of them alone', () => {
  const all = [shortcut('G C', 'Calendar')]
  expect(findShortcut(all, 'g c')?.label).toBe('Calendar')
  expect(findShortcut(all, 'g')).toBeUndefined()
})
