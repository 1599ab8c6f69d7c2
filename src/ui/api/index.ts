// The API for staff screens. Public pages import ./public.ts instead (no React Query there).
export { call, chosenPractice, queryClient } from './api.ts'
export { urlOf } from './client.ts'
export type { ActKey, Key, ReadKey, Returns, Takes } from './client.ts'
export { preload, refresh, useAct, useApi, type Act, type Read, type ReadOptions } from './hooks.ts'
export { useLive, useLiveMessages, useLiveState } from './live.ts'
export { ProblemError, type FieldProblem } from './problem.ts'
export { session } from './session.ts'
