import { EmptyState, Notice, Panel, Stack, TextArea, TextField, useWords } from '../../../ui/kit/index.ts'
import { findItem, patched } from './form-tree.ts'
import type { Builder } from './use-builder.ts'

/** What is said of the form as a whole: its title, what clients read above it, where it comes from. */
export function FormPanel({ builder }: { builder: Builder }) {
  const { t } = useWords('intake')
  const { form } = builder
  const general = builder.faults.filter(({ field }) => !findItem(form, field.split(': ')[0]!))
  if (!form.item?.length)
    return <EmptyState icon="form" title={t('builder.empty')} text={t('builder.emptyText')} />
  const area = (key: 'description' | 'copyright' | 'purpose', rows: number, help?: string) => (
    <TextArea
      label={t(`builder.${key}`)}
      rows={rows}
      {...(help ? { help } : {})}
      value={String(form[key] ?? '')}
      onChange={(text: string) => builder.change(patched(form, { [key]: text }))}
    />
  )
  return (
    <Panel title={t('builder.formItself')}>
      <Stack>
        {general.map((fault) => (
          <Notice key={fault.field + fault.message} tone={fault.severity === 'error' ? 'bad' : 'warn'}>
            {fault.field}: {fault.message}
          </Notice>
        ))}
        <TextField
          label={t('builder.formTitle')}
          required
          value={form.title ?? ''}
          onChange={(title: string) => builder.change({ ...form, title })}
        />
        {area('description', 3)}
        {area('copyright', 2, t('builder.copyrightHelp'))}
        {area('purpose', 2, t('builder.purposeHelp'))}
      </Stack>
    </Panel>
  )
}
