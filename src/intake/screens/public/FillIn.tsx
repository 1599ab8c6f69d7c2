import { useState } from 'react'
import {
  Button,
  Card,
  FaultList,
  Notice,
  Steps,
  Title,
  useWords,
  type Returns,
} from '../../../ui/public/index.ts'
import { allItems, copyrightOf, descriptionOf, isSignature, textOf, titleOf, type Form } from './form.ts'
import { FormPage } from './FormPage.tsx'
import { fieldId } from './Question.tsx'
import { SaveState } from './SaveState.tsx'
import { emptySigning, Signature, signatureId } from './Signature.tsx'
import type { Keeper } from './use-form-answers.ts'
import { useFilling, type Filling } from './use-filling.ts'

type OpenForm = Returns<'GET /form'>

interface FillInProps {
  form: OpenForm
  onDone: () => void
  keeper?: Keeper
}

/** One page of the form after the other; the browser's Back goes one back. */
export function FillIn({ form, onDone, keeper }: FillInProps) {
  const { t, language } = useWords('intake')
  const definition = form.definition as unknown as Form
  const filling = useFilling({ definition, form, onDone, keeper })
  const { store, pages, page, at, isLast, enabled, faults, failure, busy } = filling
  const [signing, setSigning] = useState({ ...emptySigning, name: '' })
  if (!page) return <Notice title={t('empty')} />
  const signatureItem = allItems(definition.item).find((item) => isSignature(item))
  const asksHere = allItems(page.items).some((item) => isSignature(item) && enabled.has(item.linkId))
  const signature = (
    <Signature
      key="signature"
      label={signatureItem ? textOf(signatureItem, language) : t('sign.title')}
      value={signing}
      onChange={setSigning}
      errors={filling.signatureErrors(signing)}
    />
  )
  const title = page.title || titleOf(definition, language)
  const description = descriptionOf(definition, language)
  return (
    <>
      <Steps at={at + 1} of={pages.length} label={t('public.step', { at: at + 1, of: pages.length })} />
      <div className="formHead">
        <span>
          {titleOf(definition, language)} · {form.clientName}
        </span>
        <SaveState state={store.state} />
      </div>
      <Title about={at === 0 && description ? description : undefined}>{title}</Title>
      {at === 0 && form.state === 'started' && Object.keys(store.answers).length > 0 && (
        <Notice>{t('welcomeBack')}</Notice>
      )}
      <Notice of={failure} />
      {Object.keys(store.conflicts).length > 0 && <Notice tone="warn">{t('both.above')}</Notice>}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void filling.goOn(signing, isLast && (form.needsSignature || Boolean(signatureItem)))
        }}
      >
        <FaultList key={filling.tries} faults={listed(filling, signing)} />
        <FormPage
          items={page.items}
          enabled={enabled}
          answers={store.answers}
          calculated={store.calculated}
          conflicts={store.conflicts}
          errorOf={(linkId) => {
            const fault = faults.find((one) => one.linkId === linkId)
            return fault ? (fault.message ?? t(fault.key, fault.values)) : null
          }}
          onAnswer={(linkId, values) => filling.answer(linkId, values)}
          onAnswerAll={filling.answerAll}
          onSettle={store.settle}
          signature={signature}
        />
        {isLast && form.needsSignature && !asksHere && <Card>{signature}</Card>}
        <div className="row formActs">
          {at > 0 && <Button onClick={() => filling.goBack()}>{t('back')}</Button>}
          <Button kind="main" submit busy={busy}>
            {t(isLast ? 'handIn' : 'next')}
          </Button>
        </div>
        {isLast && <Source of={copyrightOf(definition, language)} />}
      </form>
    </>
  )

  function listed({ faults: found, places }: Filling, given: typeof signing) {
    const questions = found.map((fault) => {
      const item = places.find((one) => one.key === fault.linkId)?.item
      return {
        id: fieldId(fault.linkId),
        // That it is missing is said at the question itself; here its words are enough.
        text: [
          item ? textOf(item, language) : fault.linkId,
          fault.key !== 'fault.required' && (fault.message ?? t(fault.key, fault.values)),
        ]
          .filter(Boolean)
          .join(': '),
      }
    })
    const errors = filling.signatureErrors(given)
    return [
      ...questions,
      ...(errors.name ? [{ id: `${signatureId}-name`, text: `${t('sign.name')}: ${errors.name}` }] : []),
      ...(errors.strokes ? [{ id: `${signatureId}-strokes`, text: errors.strokes }] : []),
    ]
  }
}

function Source({ of: words }: { of: string }) {
  return words ? <p className="soft source">{words}</p> : null
}
