import type { Returns } from '../../../ui/api/index.ts'
import { Button, DataTable, EmptyState, Panel, useCan, useWords, When } from '../../../ui/kit/index.ts'
import { fileHref } from '../file-href.ts'

type Act = Returns<'GET /clients/{clientId}/consents'>['acts'][number]

/** Everything a client agreed to, declined or took back, with the sealed document where one was signed. */
export function ConsentHistory({ acts, titles }: { acts: Act[]; titles: Record<string, string> }) {
  const { t } = useWords('intake')
  const can = useCan()
  return (
    <Panel title={t('consents.history')} flush>
      <DataTable
        label={t('consents.history')}
        rows={acts}
        empty={<EmptyState icon="form" title={t('consents.noHistory')} text={t('consents.noneText')} />}
        columns={[
          { key: 'at', title: t('consents.at'), render: (one) => <When at={one.at} /> },
          {
            key: 'what',
            title: t('consents.consent'),
            render: (one) =>
              `${titles[one.purpose] ?? one.purpose} (${one.version}): ${t(`consents.act.${one.act}`)}${one.reason ? `, ${one.reason}` : ''}`,
          },
          {
            key: 'by',
            title: t('consents.by'),
            render: (one) =>
              `${one.signerName} (${t(`staff.relation.${one.relation}`)}), ${t(`consents.way.${one.how}`)}`,
            wideOnly: true,
          },
          {
            key: 'pdf',
            title: '',
            align: 'right',
            render: (one) =>
              one.signatureId && can('forms.see_answers') ? (
                <Button
                  small
                  kind="quiet"
                  icon="download"
                  href={fileHref(`/signatures/${one.signatureId}/pdf`)}
                >
                  {t('staff.pdf')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Panel>
  )
}
