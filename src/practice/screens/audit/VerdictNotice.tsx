import { useApi } from '../../../ui/api/index.ts'
import { Await, Code, Loading, Notice, Text, useWords } from '../../../ui/kit/index.ts'

/** Whether the chain of the audit is whole; names what is not. */
export function VerdictNotice() {
  const { t } = useWords('practice')
  const read = useApi('GET /audit/verdict')
  return (
    <Await read={read} loading={<Loading lines={2} />}>
      {({ entries, head, findings }) =>
        findings.length === 0 ? (
          <Notice tone="good" title={t('audit.whole', { count: entries })}>
            <Text>{t('audit.head', { seq: head.seq })}</Text>
            <Code>{head.hash}</Code>
          </Notice>
        ) : (
          <Notice tone="bad" title={t('audit.broken', { count: findings.length })}>
            <ul>
              {findings.map((each) => (
                <li key={`${each.seq} ${each.entryId}`}>
                  {t(`finding.${each.what}`, { defaultValue: each.what })} · {each.seq ?? '–'} ·{' '}
                  <Code>{each.entryId ?? '–'}</Code>
                </li>
              ))}
            </ul>
          </Notice>
        )
      }
    </Await>
  )
}
