import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { Await, EmptyState, Page, usePathParams, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { BuilderDesk } from './BuilderDesk.tsx'
import { emptyForm, type FormTree } from './form-tree.ts'
import type { Beginning } from './use-builder.ts'

/** The form builder: the draft of a form, or of its newest version, or an empty one under a new name. */
export default function BuilderScreen() {
  const { key = '' } = usePathParams()
  const { t } = useWords('intake')
  const [url] = useUrlState({ title: '' })
  const draft = useApi('GET /forms/{key}/draft', { key })
  const forms = useApi('GET /forms', { retired: 'true' })
  const known = forms.data?.items.find((each) => each.key === key)
  const published = useApi(
    'GET /forms/{id}',
    { id: known?.id ?? '' },
    { when: known !== undefined && draft.data?.draft === null },
  )
  return (
    <Await read={draft}>
      {({ draft: found }) => (
        <Await read={forms}>
          {() => {
            if (found) return <Started begin={{ ...found, form: found.definition as FormTree }} />
            if (known && !published.data) return <Await read={published}>{() => null}</Await>
            if (known && published.data)
              return (
                <Started
                  begin={{
                    key,
                    form: published.data.definition as FormTree,
                    basedOn: known.version,
                    rowVersion: 0,
                    faults: [],
                  }}
                />
              )
            if (!url.title)
              return (
                <Page title={t('builder.title')}>
                  <EmptyState icon="form" title={t('builder.unknown')} text={t('builder.unknownText')} />
                </Page>
              )
            const words = { section: t('builder.newSection'), question: t('builder.newQuestion') }
            return (
              <Started
                begin={{ key, form: emptyForm(url.title, words), basedOn: null, rowVersion: 0, faults: [] }}
              />
            )
          }}
        </Await>
      )}
    </Await>
  )
}

/** What is read again while somebody writes does not replace what they write. */
function Started({ begin }: { begin: Beginning }) {
  const [first] = useState(begin)
  return <BuilderDesk begin={first} />
}
