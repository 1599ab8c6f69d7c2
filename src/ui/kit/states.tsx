import { Alert, Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Read } from '../api/hooks.ts'
import { fileRefusal, ProblemError } from '../api/problem.ts'
import { useWords } from '../words/i18n.ts'
import { Button } from './actions.tsx'
import { Icon, type IconName } from './icons.tsx'
import classes from './kit.module.css'

interface EmptyProps {
  icon?: IconName
  title: string
  /** Teaches: what will stand here and how it comes. */
  text?: ReactNode
  action?: ReactNode
}

export function EmptyState({ icon = 'inbox', title, text, action }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>
        <Icon name={icon} size={28} />
      </span>
      <strong>{title}</strong>
      {text && <p>{text}</p>}
      {action}
    </div>
  )
}

/** Grey lines in the shape of what comes. */
export function Loading({ lines = 5, tall }: { lines?: number; tall?: boolean }) {
  const { t } = useWords()
  return (
    <Stack gap={10} role="status" aria-label={t('loading')} py={8}>
      {Array.from({ length: lines }, (_none, index) => (
        <Skeleton
          key={index}
          height={tall ? 48 : 14}
          radius={6}
          width={index % 3 === 2 && !tall ? '62%' : '100%'}
        />
      ))}
    </Stack>
  )
}

interface NoticeProps {
  /** A refusal; its own message is shown, in the person's words where we know the code. */
  of?: unknown
  tone?: 'info' | 'good' | 'warn' | 'bad'
  title?: string
  action?: ReactNode
  children?: ReactNode
}

const noticeLooks = {
  info: { icon: 'info' },
  good: { icon: 'done' },
  warn: { icon: 'alert' },
  bad: { icon: 'alert' },
} as const

export function Notice({ of, tone, title, action, children }: NoticeProps) {
  const { t } = useWords()
  if (!of && !children && !title) return null
  const look = tone ?? (of ? 'bad' : 'info')
  // A refusal of one field says the same twice: above, and at the field.
  const fields = of instanceof ProblemError ? of.fields.filter((one) => one.message !== of.message) : []
  return (
    <Alert
      className={classes.notice}
      data-tone={look}
      icon={<Icon name={noticeLooks[look].icon} />}
      title={title}
      role={look === 'bad' ? 'alert' : 'status'}
    >
      {of !== undefined && of !== null && <div>{problemText(of, t)}</div>}
      {fields.length > 0 && (
        <ul>
          {fields.map((one) => (
            <li key={one.field}>{one.message}</li>
          ))}
        </ul>
      )}
      {children}
      {action && <div className={classes.noticeAction}>{action}</div>}
    </Alert>
  )
}

type Say = (key: string, values?: Record<string, unknown>) => string

/** What to say about a failure. */
export function problemText(error: unknown, t: Say): string {
  if (!(error instanceof ProblemError)) return t('problem.failed')
  if (error.code === 'offline') return t('problem.offline')
  const refusal = `fileRefused.${fileRefusal(error)}`
  const why = t(refusal, error.details)
  if (why !== refusal) return why
  if (error.code === 'not_found' && !error.message) return t('problem.notFound')
  if (error.status === 429) return t('problem.tooMany')
  if (error.status >= 500) return t('problem.failed')
  return error.message
}

interface AwaitProps<T> {
  read: Read<T>
  /** Shown instead of children when this is true for the answer. */
  isEmpty?: (data: T) => boolean
  empty?: ReactNode
  loading?: ReactNode
  children: (data: T) => ReactNode
}

/** The four states of a read: loading, refused or failed, empty, and there. */
export function Await<T>({ read, isEmpty, empty, loading, children }: AwaitProps<T>) {
  const { t } = useWords()
  if (read.data !== undefined) {
    return <>{empty && isEmpty?.(read.data) ? empty : children(read.data)}</>
  }
  if (read.error) {
    if (read.error.status === 403) {
      return <EmptyState icon="lock" title={t('refused.title')} text={t('refused.text')} />
    }
    if (read.error.status === 404)
      return <EmptyState icon="search" title={t('missing.title')} text={t('missing.text')} />
    return (
      <Notice
        of={read.error}
        action={
          <Button small icon="refresh" onClick={() => read.refetch()}>
            {t('tryAgain')}
          </Button>
        }
      />
    )
  }
  return <>{loading ?? <Loading />}</>
}
