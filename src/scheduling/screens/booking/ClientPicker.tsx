import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useApi } from '../../../ui/api/index.ts'
import { Code, Icon, Initials, useFormat, useWords } from '../../../ui/kit/index.ts'
import { rankFound } from './rank-found.ts'
import classes from '../scheduling.module.css'

export type FoundClient = Returns<'GET /clients'>['items'][number]

interface ClientPickerProps {
  /** Somebody was chosen. */
  onPick: (client: FoundClient) => void
  /** Nobody fits: make a new one of this name. */
  onNew?: (name: string) => void
  autoFocus?: boolean
  error?: string | undefined
}

/** Search as you type by name, birth date, phone or number; arrows and Enter choose. Each with a second identifier. */
export function ClientPicker({ onPick, onNew, autoFocus, error }: ClientPickerProps) {
  const { t } = useWords('scheduling')
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const hurried = useRef(false)
  const { found, isSettled } = useFoundClients(text)
  const asked = text.trim()
  const count = found.length + (onNew && asked ? 1 : 0)
  // Enter came before the answer: whoever types fast means the first who is found.
  useEffect(() => {
    if (!isSettled || !hurried.current) return
    hurried.current = false
    if (found[0]) onPick(found[0])
  }, [isSettled, found, onPick])
  useEffect(() => {
    // After the dialog has placed its own focus.
    if (autoFocus) requestAnimationFrame(() => input.current?.focus())
  }, [autoFocus])

  function choose(index: number): void {
    const client = found[index]
    if (client) onPick(client)
    else if (onNew && asked && isSettled) onNew(asked)
  }
  function press(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && count > 0) {
      event.preventDefault()
      setAt((at + step + count) % count)
    }
    if (event.key === 'Enter' && asked) {
      event.preventDefault()
      if (isSettled) choose(at)
      else hurried.current = true
    }
  }
  const open = asked.length > 0
  return (
    <div className={classes.picker}>
      <label htmlFor={id}>{t('whoComes')}</label>
      <span className={classes.pickerField} data-error={error ? true : undefined}>
        <Icon name="search" size={16} />
        <input
          id={id}
          ref={input}
          role="combobox"
          autoComplete="off"
          data-autofocus={autoFocus || undefined}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          aria-activedescendant={open && count > 0 ? `${id}-${at}` : undefined}
          placeholder={t('findClient')}
          value={text}
          onChange={(event) => {
            hurried.current = false
            setAt(0)
            setText(event.currentTarget.value)
          }}
          onKeyDown={press}
        />
      </span>
      {error && (
        <span id={`${id}-error`} className={classes.pickerError}>
          {error}
        </span>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('whoComes')}
        className={classes.pickerList}
        hidden={!open}
      >
        {found.map((client, index) => (
          <Option key={client.id} id={`${id}-${index}`} active={index === at} onPick={() => onPick(client)}>
            <Initials name={client.name} size={28} />
            <ClientLine client={client} />
          </Option>
        ))}
        {open && onNew && (
          <Option id={`${id}-${found.length}`} active={at === found.length} onPick={() => onNew(asked)}>
            <Icon name="addPerson" />
            <span>{t('newClientNamed', { name: asked })}</span>
          </Option>
        )}
        {open && count === 0 && isSettled && (
          <div role="option" aria-selected={false} aria-disabled className={classes.option}>
            {t('nothingFound')}
          </div>
        )}
      </div>
    </div>
  )
}

interface OptionProps {
  id: string
  active: boolean
  onPick: () => void
  children: React.ReactNode
}

function Option({ id, active, onPick, children }: OptionProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // The keyboard acts on the field (aria-activedescendant); the pointer acts here.
    <div
      id={id}
      ref={element}
      role="option"
      aria-selected={active}
      className={classes.option}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {children}
    </div>
  )
}

/** Name, and what tells two people of one name apart. */
export function ClientLine({
  client,
}: {
  client: Pick<FoundClient, 'name' | 'number' | 'bornOn' | 'phone' | 'email'>
}) {
  const format = useFormat()
  return (
    <span className={classes.clientLine}>
      <bdi>{client.name}</bdi>
      <span>
        {client.bornOn && <span>{format.day(client.bornOn)}</span>}
        <Code>#{client.number}</Code>
        {(client.phone ?? client.email) && <Code>{client.phone ?? client.email}</Code>}
      </span>
    </span>
  )
}

/** What the server finds, a moment after the last key. */
function useFoundClients(text: string): { found: FoundClient[]; isSettled: boolean } {
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 120)
    return () => clearTimeout(timer)
  }, [text])
  const read = useApi('GET /clients', { q: asked, limit: 8 }, { when: asked.length > 0, keep: true })
  const isSettled = asked === text.trim() && !read.isFetching
  const found = useMemo(
    () => (asked && text.trim() ? rankFound(read.data?.items ?? [], asked) : []),
    [asked, text, read.data],
  )
  return { found, isSettled }
}
