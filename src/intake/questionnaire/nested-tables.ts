import type { FormFault } from './check-form.ts'
import type { Item } from './questionnaire.ts'

/**
 * Tables inside of tables: neither the client's page nor the paper has a shape for rows within rows, so the builder says
 * so before anybody is asked. Forms from elsewhere that have them are still kept and exchanged as they are.
 */
export function tablesInTables(definition: unknown): FormFault[] {
  const { item } = (definition ?? {}) as { item?: unknown }
  return Array.isArray(item) ? within(item as Item[], false) : []
}

function within(items: readonly Item[], isInTable: boolean): FormFault[] {
  return items.flatMap((item) => {
    const isTable = item.type === 'group' && item.repeats === true
    const own: FormFault[] =
      isTable && isInTable
        ? [
            {
              severity: 'error',
              field: item.linkId,
              message:
                'A table cannot stand inside a table. Move it out of the other one, or make it a section.',
            },
          ]
        : []
    return [...own, ...within(Array.isArray(item.item) ? item.item : [], isInTable || isTable)]
  })
}
