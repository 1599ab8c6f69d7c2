import { Avatar, Group } from '@mantine/core'
import { useMeIfAny } from '../staff/me.tsx'
import { createFormat, localeFor, type Format } from '../words/format.ts'
import { useWords } from '../words/i18n.ts'
import { useMemo } from 'react'
import classes from './kit.module.css'

/** The formats of this practice in the language that is spoken: `format.day('2026-03-02')`. */
export function useFormat(): Format {
  const me = useMeIfAny()
  const { language } = useWords()
  const { practice } = me ?? {}
  const locale = localeFor(language, practice ?? null)
  const zone = practice?.zone ?? 'UTC'
  const currency = practice?.currency ?? 'USD'
  return useMemo(() => createFormat({ locale, zone, currency }), [locale, zone, currency])
}

interface MoneyProps {
  /** Integer minor units. */
  of: number
  currency?: string
  /** Colour negative red and positive green. */
  signed?: boolean
}

export function Money({ of, currency, signed }: MoneyProps) {
  const format = useFormat()
  const tone = signed ? (of < 0 ? 'bad' : of > 0 ? 'good' : undefined) : undefined
  return (
    <span className={classes.number} data-tone={tone}>
      {format.money(of, currency)}
    </span>
  )
}

interface WhenProps {
  /** ISO instant. */
  at: string
  /** Zone of the place; the practice's own when left out. */
  zone?: string
  only?: 'time' | 'day'
  /** "3 minutes ago", with the exact time on hover. */
  ago?: boolean
}

export function When({ at, zone, only, ago }: WhenProps) {
  const format = useFormat()
  const exact = format.when(at, zone)
  const text = ago
    ? format.ago(at)
    : only === 'time'
      ? format.time(at, zone)
      : only === 'day'
        ? format.day(format.dayOf(at, zone))
        : exact
  return (
    <time dateTime={at} title={zone ? `${exact} (${zone})` : exact} className={classes.number}>
      {text}
    </time>
  )
}

/** A calendar day `YYYY-MM-DD`. */
export function Day({
  of,
  style = 'medium',
}: {
  of: string
  style?: 'short' | 'medium' | 'long' | 'weekday'
}) {
  const format = useFormat()
  return (
    <time dateTime={of} className={classes.number}>
      {format.day(of, style)}
    </time>
  )
}

interface PersonProps {
  name: string
  /** A second line or identifier: date of birth, number, role. */
  about?: React.ReactNode
  /** Without the round picture. */
  plain?: boolean
  size?: 'small' | 'normal'
  /** The address of a picture, instead of the initials. */
  picture?: string | null
}

/** A person's name, with initials and a second line. */
export function Person({ name, about, plain, size = 'normal', picture }: PersonProps) {
  if (plain && !about) return <bdi>{name}</bdi>
  return (
    <Group gap={8} wrap="nowrap" component="span">
      {!plain && <Initials name={name} size={size === 'small' ? 24 : 32} picture={picture} />}
      <span className={classes.person}>
        <bdi>{name}</bdi>
        {about && <span>{about}</span>}
      </span>
    </Group>
  )
}

interface InitialsProps {
  name: string
  size?: number
  picture?: string | null | undefined
}

/** The round picture: a photo where there is one, else two letters on a colour that stays the same for a name. */
export function Initials({ name, size = 32, picture }: InitialsProps) {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = `${words[0]?.[0] ?? '?'}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase()
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return (
    <Avatar
      src={picture ?? null}
      size={size}
      radius="xl"
      className={classes.initials}
      data-hue={sum % 5}
      alt=""
      aria-hidden
    >
      {letters}
    </Avatar>
  )
}

/** Phone numbers, numbers and codes: never turned round, also in right-to-left texts. */
export function Code({ children }: { children: React.ReactNode }) {
  return (
    <bdi dir="ltr" className={classes.number}>
      {children}
    </bdi>
  )
}
