import { lazy, Suspense, type ComponentType } from 'react'
import { Loading } from '../kit/states.tsx'
import type { IconName } from '../kit/icons.tsx'
import { namespaceOf } from '../words/namespace.ts'
import { useWordsOfAll } from '../words/i18n.ts'
import { hasPermission, useMe } from './me.tsx'
import type { PartEntry, PartProps, SliceScreens } from './screen-entry.ts'

const slices = import.meta.glob<SliceScreens>('../../*/screens/index.ts', { eager: true })

interface Known extends PartEntry {
  slice: string
  Drawn: ComponentType<PartProps>
}

let gathered: Known[] | undefined

// Gathered when first asked: the slices' lists and this file import each other through the kit.
function allParts(): Known[] {
  gathered ??= Object.entries(slices)
    .flatMap(([path, { parts = [] }]) => {
      const slice = namespaceOf(path.replace('/screens/', '/'))
      return parts.map((part) => ({ ...part, slice, Drawn: lazy(part.load) }))
    })
    .toSorted((a, b) => a.order - b.order)
  return gathered
}

/** A part as the screen of the place shows it. */
export interface Part {
  key: string
  label: string
  icon?: IconName
  Drawn: ComponentType<PartProps>
}

/** The parts of all slices for a place that this person may see, in order. */
export function useParts(place: PartEntry['place']): Part[] {
  const me = useMe()
  const say = useWordsOfAll()
  return allParts()
    .filter((part) => part.place === place && hasPermission(me, part.permission))
    .map(({ key, slice, label, icon, Drawn }) => ({
      key,
      label: say(slice, label),
      ...(icon ? { icon } : {}),
      Drawn,
    }))
}

/** All parts of a place, one below the other: `<Parts place="client.side" id={client.id} />`. */
export function Parts({ place, id = '' }: { place: PartEntry['place']; id?: string }) {
  const parts = useParts(place)
  return (
    <>
      {parts.map(({ key, Drawn }) => (
        <Suspense key={key} fallback={place === 'shell' ? null : <Loading lines={3} />}>
          <Drawn id={id} />
        </Suspense>
      ))}
    </>
  )
}
