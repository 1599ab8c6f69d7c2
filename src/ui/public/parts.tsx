import { useEffect, useRef, type ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { Title } from './kit.tsx'
import { useWords } from './words.ts'

/** Facts in a few lines, each with its drawing: when, where, with whom. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>
}

interface FactProps {
  icon: IconName
  label: string
  children: ReactNode
  about?: ReactNode
}

export function Fact({ icon, label, children, about }: FactProps) {
  return (
    <div className="fact">
      <Icon of={icon} />
      <dt className="spoken">{label}</dt>
      <dd>
        <span>{children}</span>
        {about && <span className="soft">{about}</span>}
      </dd>
    </div>
  )
}

export interface Faulty {
  /** The id of the field or of its question. */
  id: string
  text: string
}

/** What needs a look, above a form: each leads to its field. Takes the focus when it appears. */
export function FaultList({ faults }: { faults: Faulty[] }) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  // Only when it appears: whoever corrects a field must not be taken away from it.
  useEffect(() => box.current?.focus(), [])
  if (faults.length === 0) return null
  return (
    <div className="notice faults" data-tone="bad" role="alert" tabIndex={-1} ref={box}>
      <strong>{t('public.errors', { count: faults.length })}</strong>
      <ul>
        {faults.map((fault) => (
          <li key={fault.id}>
            <a
              href={`#${fault.id}`}
              onClick={(event) => {
                event.preventDefault()
                focusField(fault.id)
              }}
            >
              {fault.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Brings a field (or the first part of a question) into view and into focus. */
export function focusField(id: string): void {
  const place = document.getElementById(id)
  const field = place?.matches('input, select, textarea, button, canvas')
    ? place
    : place?.querySelector<HTMLElement>('input, select, textarea, button')
  field?.focus()
  place?.scrollIntoView({ block: 'center' })
}

interface ContactProps {
  practice: { name: string; phone: string | null; email: string | null }
  addressLines?: string[]
}

/** How to reach the practice, under the page. */
export function Contact({ practice, addressLines = [] }: ContactProps) {
  return (
    <address className="contact">
      <strong>{practice.name}</strong>
      {addressLines.length > 0 && <span>{addressLines.join(', ')}</span>}
      <span className="row">
        {practice.phone && <a href={`tel:${practice.phone.replace(/[^+\d]/g, '')}`}>{practice.phone}</a>}
        {practice.email && <a href={`mailto:${practice.email}`}>{practice.email}</a>}
      </span>
    </address>
  )
}

/** It worked: a mark, what happened, what comes next. */
export function Done({ title, about }: { title: string; about?: ReactNode }) {
  return (
    <div className="done">
      <span className="doneMark">
        <Icon of="check" size={32} />
      </span>
      <Title about={about}>{title}</Title>
    </div>
  )
}
