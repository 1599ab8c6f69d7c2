import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAutosave, type Stored } from './autosave.ts'
import { mergeAnswers } from './merge.ts'
import type { Answers } from './form.ts'

/** A server that refuses old versions, as the real one does. */
function makeServer(answers: Answers = {}) {
  const server = {
    stored: { answers, rowVersion: 1 } as Stored,
    saves: [] as Answers[],
    failures: [] as string[],
    save: async (sent: Stored): Promise<Stored> => {
      const failure = server.failures.shift()
      if (failure) throw new Error(failure)
      if (sent.rowVersion !== server.stored.rowVersion) throw new Error('changed')
      server.stored = { answers: sent.answers, rowVersion: sent.rowVersion + 1 }
      server.saves.push(sent.answers)
      return server.stored
    },
    /** Another device saves. */
    elsewhere(answers: Answers) {
      server.stored = { answers, rowVersion: server.stored.rowVersion + 1 }
    },
  }
  return server
}

function open(server: ReturnType<typeof makeServer>) {
  return createAutosave({
    initial: server.stored,
    keepable: (answers) =>
      Object.fromEntries(Object.entries(answers).filter(([, values]) => values[0] !== 'half')),
    save: server.save,
    read: async () => server.stored,
    judge: (error) =>
      (error as Error).message === 'changed'
        ? 'changed'
        : (error as Error).message === 'offline'
          ? 'retry'
          : 'refused',
    onChange: () => {},
  })
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('typing is saved once, a moment after the last key', async () => {
  const server = makeServer()
  const store = open(server)
  for (const text of ['M', 'Mi', 'Mia']) {
    store.set('name', [text])
    await vi.advanceTimersByTimeAsync(300)
  }
  expect(server.saves).toEqual([])
  expect(store.state).toBe('waiting')
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.saves).toEqual([{ name: ['Mia'] }])
  expect(store.state).toBe('saved')
})

test('what is half typed is not sent, and nothing is sent when nothing changed', async () => {
  const server = makeServer({ a: ['x'] })
  const store = open(server)
  store.set('n', ['half'])
  await vi.advanceTimersByTimeAsync(2000)
  expect(server.saves).toEqual([])
  expect(store.answers).toEqual({ a: ['x'], n: ['half'] })
  expect(store.state).toBe('saved')
})

test('without a connection it says so, keeps trying, and loses nothing', async () => {
  const server = makeServer()
  server.failures = ['offline', 'offline']
  const store = open(server)
  store.set('a', ['1'])
  await vi.advanceTimersByTimeAsync(1000)
  expect(store.state).toBe('offline')
  store.set('b', ['2'])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(server.stored.answers).toEqual({ a: ['1'], b: ['2'] })
  expect(store.state).toBe('saved')
})

test('two devices: other questions come together, the same question shows both', async () => {
  const server = makeServer({ a: ['old'] })
  const store = open(server)
  store.set('a', ['mine'])
  store.set('b', ['only here'])
  server.elsewhere({ a: ['theirs'], c: ['only there'] })
  await vi.advanceTimersByTimeAsync(2000)
  expect(server.stored.answers).toEqual({ a: ['mine'], b: ['only here'], c: ['only there'] })
  expect(store.conflicts).toEqual({ a: ['theirs'] })
  store.settle('a')
  expect(store.conflicts).toEqual({})
})

test('one save at a time: what is typed meanwhile goes with the next', async () => {
  const server = makeServer()
  const store = open(server)
  store.set('a', ['1'])
  const first = store.flush()
  store.set('b', ['2'])
  await Promise.all([first, store.flush()])
  expect(server.saves).toEqual([{ a: ['1'] }, { a: ['1'], b: ['2'] }])
})

test('a refusal ends the trying, and typing on tries again', async () => {
  const server = makeServer()
  server.failures = ['form_completed']
  const store = open(server)
  store.set('a', ['1'])
  await vi.advanceTimersByTimeAsync(2000)
  expect(store.refusal).toBeInstanceOf(Error)
  expect(store.state).toBe('offline')
  store.set('a', ['2'])
  await vi.advanceTimersByTimeAsync(2000)
  expect(store.state).toBe('saved')
})

test('an answer taken back on one side is gone; taken back here and changed there is shown', () => {
  expect(mergeAnswers({ base: { a: [1] }, mine: { a: [1] }, theirs: {} })).toEqual({
    merged: {},
    conflicts: {},
  })
  expect(mergeAnswers({ base: { a: [1] }, mine: {}, theirs: { a: [2] } })).toEqual({
    merged: {},
    conflicts: { a: [2] },
  })
  expect(mergeAnswers({ base: {}, mine: { a: [1, 2] }, theirs: { a: [1, 2] } })).toEqual({
    merged: { a: [1, 2] },
    conflicts: {},
  })
})
