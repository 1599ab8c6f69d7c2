import { useState, type ReactNode } from 'react'
import { openByLink } from '../api/public.ts'
import { Frame } from './Frame.tsx'
import { Loading, Notice, Title } from './kit.tsx'

interface Props {
  /** The read on which the page waits. */
  error: unknown
  /** What can't be opened, as the heading. */
  missing: string
  /** A way on, below. */
  children?: ReactNode
}

/** A page that was opened by a link, until its read has answered; or why it can't be opened. */
export function Opening({ error, missing, children }: Props) {
  if (!error)
    return (
      <Frame>
        <Loading />
      </Frame>
    )
  return (
    <Frame>
      <Title>{missing}</Title>
      <Notice of={error} />
      {children}
    </Frame>
  )
}

/** Everything that the page asks for from now on is asked with the secret of its address. */
export function useOpenedBy(token: string | undefined): void {
  useState(() => openByLink(token ?? ''))
}
