import { useEffect, useReducer, useState } from 'react'
import { asProblem, call, type Takes } from '../../../ui/public/index.ts'
import { createAutosave, type Autosave, type Stored } from './autosave.ts'
import { keepable } from './check.ts'
import { placed, type Form } from './form.ts'

/** Where answers are kept and handed in: the server, or nowhere while a form is tried out. */
export interface Keeper {
  save: (stored: Stored) => Promise<Stored>
  read: () => Promise<Stored>
  complete: (wish: Takes<'POST /form/completion'>) => Promise<unknown>
}

export const serverKeeper: Keeper = {
  save: ({ answers, rowVersion }) => call('PUT /form/answers', { answers, rowVersion }),
  read: () => call('GET /form', {}),
  complete: (wish) => call('POST /form/completion', wish),
}

/** The answers of the opened form, kept on the server as they are typed. */
export function useFormAnswers(form: Form, initial: Stored, keeper: Keeper): Autosave {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const [store] = useState(() => {
    return createAutosave({
      initial,
      keepable: (answers) => keepable(placed(form.item, answers), answers),
      save: keeper.save,
      read: keeper.read,
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
