import { useApi, type Returns } from '../../ui/api/index.ts'
import { Await, Facts, Page, Panel, Stack, Text, When, usePathParams, useWords } from '../../ui/kit/index.ts'
import { strokesPath } from './strokes-path.ts'
import classes from './intake.module.css'

type Answered = Returns<'GET /form-requests/{id}'>

interface Item {
  linkId: string
  text?: string
  type: string
  item?: Item[]
  answerOption?: {
    valueCoding?: { code?: string; display?: string }
    valueString?: string
    valueInteger?: number
  }[]
}

/** What a client answered and signed, in the order of the form. */
export default function AnswersScreen() {
  const { id } = usePathParams()
  const read = useApi('GET /form-requests/{id}', { id: id! })
  return <Await read={read}>{(found) => <Answers found={found} />}</Await>
}

function Answers({ found }: { found: Answered }) {
  const { t } = useWords('intake')
  const { request, answers, signature } = found
  const definition = found.definition as { item?: Item[] }
  return (
    <Page
      title={request.formTitle}
      about={request.clientName}
      width="reading"
      crumbs={[
        { label: request.clientName, to: `/clients/${request.clientId}?tab=forms` },
        { label: t('nav.forms') },
      ]}
    >
      <Stack>
        {(definition.item ?? []).map((section) => (
          <Section key={section.linkId} section={section} answers={answers} />
        ))}
        {signature && (
          <Panel title={t('staff.signature')}>
            {signature.method === 'drawn' && (
              <Drawn strokes={signature.strokes} name={signature.signerName} />
            )}
            <Facts
              of={[
                [t('staff.signer'), `${signature.signerName} (${t(`staff.relation.${signature.relation}`)})`],
                [t('staff.signedAt'), <When key="at" at={signature.signedAt} />],
                [t('staff.from'), signature.address],
                [
                  t('staff.seal'),
                  <span key="seal" className={classes.seal}>
                    {signature.documentSha256}
                  </span>,
                ],
              ]}
            />
          </Panel>
        )}
      </Stack>
    </Page>
  )
}

function Section({ section, answers }: { section: Item; answers: Answered['answers'] }) {
  const { t } = useWords('intake')
  const questions = flat(section).filter((item) => answers[item.linkId]?.length)
  if (questions.length === 0) return null
  const words = (item: Item) =>
    (answers[item.linkId] ?? [])
      .map((value) =>
        typeof value === 'boolean' ? t(value ? 'staff.yes' : 'staff.no') : labelOf(item, value),
      )
      .join(', ')
  return (
    <Panel title={section.text ?? ''}>
      <Facts of={questions.map((item): [string, string] => [item.text ?? item.linkId, words(item)])} />
    </Panel>
  )
}

function Drawn({ strokes, name }: { strokes: unknown; name: string }) {
  const { t } = useWords('intake')
  const { path, viewBox } = strokesPath(strokes)
  if (!path) return <Text tone="soft">{t('staff.noDrawing')}</Text>
  return (
    <svg
      className={classes.signature}
      viewBox={viewBox}
      role="img"
      aria-label={t('staff.signatureOf', { name })}
    >
      <path d={path} />
    </svg>
  )
}

function flat(item: Item): Item[] {
  return [item, ...(item.item ?? []).flatMap(flat)].filter(
    ({ type }) => type !== 'group' && type !== 'display',
  )
}

function labelOf(item: Item, value: string | number): string {
  const option = item.answerOption?.find(
    ({ valueCoding }) => valueCoding && (valueCoding.code ?? valueCoding.display) === value,
  )
  return option?.valueCoding?.display ?? String(value)
}
