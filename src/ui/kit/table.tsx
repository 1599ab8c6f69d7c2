import {
  DataTable as Mantine,
  type DataTableColumn,
  type DataTableProps as MantineTableProps,
  type DataTableSortStatus,
} from 'mantine-datatable'
import { useMemo, useState, type ReactNode } from 'react'
import type { Read } from '../api/hooks.ts'
import { useWords } from '../words/i18n.ts'
import { Button } from './actions.tsx'
import { Await } from './states.tsx'
import classes from './kit.module.css'

export interface Column<T> {
  key: string
  title: string
  render: (row: T) => ReactNode
  /** Sorts by this value when the heading is pressed (only what is loaded). */
  sort?: (row: T) => string | number
  align?: 'left' | 'right' | 'center'
  width?: number | string
  /** Left out on phones. */
  wideOnly?: boolean
}

interface DataTableProps<T> {
  /** What the table holds, for screen readers. */
  label: string
  rows: T[]
  columns: Column<T>[]
  id?: (row: T) => string
  onOpen?: (row: T) => void
  empty?: ReactNode
  loading?: boolean
  /** More can be loaded (cursor paging). */
  onMore?: (() => void) | undefined
  rowTone?: (row: T) => 'soft' | undefined
}

/** A dense table. Rows that open something can be reached and opened with the keyboard. */
export function DataTable<T>(given: DataTableProps<T>) {
  const {
    label,
    rows,
    columns,
    id = (row) => (row as { id: string }).id,
    onOpen,
    empty,
    loading,
    onMore,
    rowTone,
  } = given
  const { t } = useWords()
  const [order, setOrder] = useState<DataTableSortStatus<T> | undefined>()
  const sorted = useMemo(() => sortRows(rows, columns, order), [rows, columns, order])
  if (rows.length === 0 && !loading && empty) return <>{empty}</>
  const props = {
    className: classes.table,
    tableRef: (element: HTMLTableElement | null) => element?.setAttribute('aria-label', label),
    records: sorted,
    idAccessor: id,
    columns: columns.map((column) => toMantine(column)),
    fetching: loading ?? false,
    minHeight: rows.length === 0 ? 120 : 0,
    noRecordsText: t('nothingHere'),
    highlightOnHover: Boolean(onOpen),
    verticalSpacing: 7,
    onSortStatusChange: setOrder,
    ...(order ? { sortStatus: order } : {}),
    ...(onOpen ? { onRowClick: ({ record }: { record: T }) => onOpen(record) } : {}),
    customRowAttributes: (row: T) => ({
      'data-tone': rowTone?.(row),
      ...(onOpen ? { tabIndex: 0, onKeyDown: openByKey(() => onOpen(row)) } : {}),
    }),
    // Its type is a union of sixty-four shapes, which no single object satisfies.
  } as unknown as MantineTableProps<T>
  return (
    <>
      <Mantine<T> {...props} />
      {onMore && (
        <div className={classes.more}>
          <Button kind="quiet" onClick={onMore}>
            {t('showMore')}
          </Button>
        </div>
      )}
    </>
  )
}

function openByKey(open: () => void) {
  return (event: { key: string; target: unknown; currentTarget: unknown; preventDefault(): void }) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return
    event.preventDefault()
    open()
  }
}

function toMantine<T>(column: Column<T>): DataTableColumn<T> {
  return {
    accessor: column.key,
    title: column.title,
    render: (row: T) => column.render(row),
    sortable: Boolean(column.sort),
    textAlign: column.align ?? 'left',
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.wideOnly ? { visibleMediaQuery: '(min-width: 48em)' } : {}),
  }
}

function sortRows<T>(rows: T[], columns: Column<T>[], order: DataTableSortStatus<T> | undefined): T[] {
  const value = columns.find((column) => column.key === order?.columnAccessor)?.sort
  if (!order || !value) return rows
  const sign = order.direction === 'desc' ? -1 : 1
  return rows.toSorted((a, b) => {
    const [one, two] = [value(a), value(b)]
    if (typeof one === 'number' && typeof two === 'number') return sign * (one - two)
    return sign * String(one).localeCompare(String(two))
  })
}

interface ReadTableProps<A, T> extends Omit<DataTableProps<T>, 'rows' | 'loading'> {
  read: Read<A>
  rowsOf: (answer: A) => T[]
}

/** A table straight from a read, with its loading, refused and empty states. */
export function ReadTable<A, T>({ read, rowsOf, ...rest }: ReadTableProps<A, T>) {
  return <Await read={read}>{(answer) => <DataTable {...rest} rows={rowsOf(answer)} />}</Await>
}
