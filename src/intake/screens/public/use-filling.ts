import { useMemo, useState } from 'react'
import { asProblem, useAddress, useWords, type ProblemError, type Returns } from '../../../ui/public/index.ts'
import { faultsOf, keepable, type Fault } from './check.ts'
import { enabledItems } from './enabled.ts'
import { isSignature, placed, type AnswerValue, type Answers, type Form } from './form.ts'
import { pagesOf, resumeAt, shownPages } from './pages.ts'
import type { Signing } from './Signature.tsx'
import { serverKeeper, useFormAnswers, type Keeper } from './use-form-answers.ts'

export type ShownFault = Fault & { message?: string }

interface FillingParts {
  definition: Form
  form: Returns<'GET /form'>
  onDone: () => void
  keeper?: Keeper | undefined
}

/** Where somebody is in a form: page, answers, what is missing, handing in. */
export function useFilling({ definition, form, onDone, keeper = serverKeeper }: FillingParts) {
  const { t, language } = useWords('intake')
  const store = useFormAnswers(definition, form, keeper)
  const [address, go] = useAddress()
  const [tried, setTried] = useState<Record<string, boolean>>({})
  const [tries, setTries] = useState(0)
  const [refused, setRefused] = useState<ShownFault[]>([])
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const [busy, setBusy] = useState(false)

  const places = useMemo(() => placed(definition.item, store.answers), [definition, store.answers])
  const enabled = enabledItems(definition, { ...store.answers, ...store.calculated }, store.hidden)
  const pages = shownPages(pagesOf(definition, language), enabled)
  const [start] = useState(() => (form.state === 'started' ? resumeAt(pages, enabled, store.answers) : 0))
  const asked = address.page ? Number(address.page) - 1 : start
  const at = Math.min(Math.max(Number.isInteger(asked) ? asked : 0, 0), Math.max(pages.length - 1, 0))
  const page = pages[at]
  const isLast = at === pages.length - 1
  const faultsOn = (index: number): ShownFault[] => {
    const here = placed(pages[index]?.items, store.answers).filter(({ key }) => enabled.has(key))
    const own = faultsOf(here, store.answers)
    const said = refused.filter(
      (fault) =>
        here.some(({ key }) => key === fault.linkId) && !own.some((one) => one.linkId === fault.linkId),
    )
    return [...own, ...said]
  }
  const faults = tried[at] || refused.length > 0 ? faultsOn(at) : []

  function signatureErrors(signing: Signing): Partial<Record<'name' | 'strokes', string>> {
    if (!tried.signature || !isLast) return {}
    return {
      ...(signing.name.trim() === '' ? { name: t('public.required') } : {}),
      ...(signing.method === 'drawn' && signing.strokes.length === 0 ? { strokes: t('sign.missing') } : {}),
    }
  }

  async function goOn(signing: Signing, mustSign: boolean): Promise<void> {
    setFailure(null)
    setTries(tries + 1)
    setTried({ ...tried, [at]: true, ...(isLast ? { signature: true } : {}) })
    const isUnsigned =
      mustSign && (signing.name.trim() === '' || (signing.method === 'drawn' && signing.strokes.length === 0))
    if (faultsOn(at).length > 0 || isUnsigned) return
    if (!isLast) {
      void store.flush()
      go({ page: String(at + 2) })
      return
    }
    const incomplete = pages.findIndex((_page, index) => faultsOn(index).length > 0)
    if (incomplete >= 0) {
      setTried(Object.fromEntries(pages.map((_page, index) => [index, true])))
      go({ page: String(incomplete + 1) })
      return
    }
    await handIn(mustSign ? signing : null)
  }

  async function handIn(signing: Signing | null): Promise<void> {
    setBusy(true)
    try {
      // Do not wait for ever for a line that is gone: the sending itself will tell.
      await Promise.race([store.flush(), new Promise((resolve) => setTimeout(resolve, 5000))])
      await keeper.complete(completionOf(signing))
      onDone()
    } catch (error) {
      await tell(asProblem(error))
    } finally {
      setBusy(false)
    }
  }

  function completionOf(signing: Signing | null) {
    const answers = keepable(places, store.answers)
    if (!signing) return { answers, rowVersion: store.rowVersion }
    const { name, relation, method, strokes } = signing
    // The signature's own place in the form holds the name of who signed.
    for (const { item, key } of places)
      if (isSignature(item) && enabled.has(key)) answers[key] = [item.type === 'boolean' ? true : name.trim()]
    const signature = { name: name.trim(), relation, method, ...(method === 'drawn' ? { strokes } : {}) }
    return { answers, rowVersion: store.rowVersion, signature }
  }

  async function tell(problem: ProblemError): Promise<void> {
    if (problem.code === 'changed_meanwhile') {
      await store.bringTogether()
      setFailure(problem)
      return
    }
    if (problem.code === 'form_completed') return onDone()
    setFailure(problem)
    if (problem.code !== 'answers_invalid') return
    setRefused(problem.fields.map(({ field, message }) => ({ linkId: field, key: 'fault.refused', message })))
    const first = pages.findIndex((one) =>
      placed(one.items, store.answers).some(({ key }) => problem.fields.some(({ field }) => field === key)),
    )
    if (first >= 0) go({ page: String(first + 1) })
  }

  return {
    store,
    places,
    pages,
    page,
    at,
    isLast,
    enabled,
    faults,
    failure,
    busy,
    tries,
    signatureErrors,
    goOn,
    goBack: () => go({ page: String(at) }),
    answer(linkId: string, values: AnswerValue[]): void {
      setRefused((now) => now.filter((fault) => fault.linkId !== linkId))
      store.set(linkId, values)
    },
    /** Several answers at once, as when a row of a table goes. */
    answerAll(change: (answers: Answers) => Answers): void {
      setRefused([])
      store.setAll(change(store.answers))
    },
  }
}

export type Filling = ReturnType<typeof useFilling>
