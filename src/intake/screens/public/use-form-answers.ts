import { useEffect, useReducer, useState } from 'react'
import { asProblem, call } from '../../../ui/public/index.ts'
import { createAutosave, type Autosave } from './autosave.ts'
import { keepable } from './check.ts'
import { allItems, type Answers, type Form } from './form.ts'

/** The answers of the opened form, kept on the server as they are typed. */
export function useFormAnswers(form: Form, initial: { answers: Answers; rowVersion: number }): Autosave {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const [store] = useState(() => {
    const items = allItems(form.item)
    return createAutosave({
      initial,
      keepable: (answers) => keepable(items, answers),
      save: (stored) => call('PUT /form/answers', stored),
      read: () => call('GET /form', {}),
      judge: (error) => {
        const { code, status } = asProblem(error)
        if (code === 'changed_meanwhile') return 'changed'
        return status === 0 || status === 429 || status >= 500 ? 'retry' : 'refused'
      },
      onChange: () => redraw(),
    })
  })
  useEffect(() => {
    // A phone that is put away may never come back: what is typed is sent at once.
    const leave = () => document.visibilityState === 'hidden' && void store.flush()
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      store.stop()
    }
  }, [store])
  return store
}
