import type { Context } from '../../platform/operation/context.ts'
import type {
  Catalogue,
  Choice,
  Choices,
  EventEntry,
  FactField,
  FactGroup,
} from '../../platform/rules/rules.ts'

const connected = new WeakMap<object, Catalogue>()

/** Tells the engine what the slices offer; called once when the house is put together. */
export function connectCatalogue(house: { services: object }, catalogue: Catalogue) {
  connected.set(house.services, catalogue)
}

export function catalogueOf(ctx: Pick<Context, 'services'>): Catalogue {
  return connected.get(ctx.services)!
}

/** The groups of facts that every one of these events leads to. */
export function groupsOf({ groups }: Catalogue, events: readonly EventEntry[]): FactGroup[] {
  return groups.filter((group) => events.every(({ gives }) => gives.includes(group.of ?? group.name)))
}

/** 'client.age' → its field, as far as all of these events lead there; 'event.by' when each of them says it. */
export function findField(
  catalogue: Catalogue,
  events: readonly EventEntry[],
  fact: string,
): FactField | undefined {
  const [groupName, key] = [fact.slice(0, fact.indexOf('.')), fact.slice(fact.indexOf('.') + 1)]
  if (groupName === 'event') {
    const found = events.map(({ fields = [] }) => fields.find((each) => each.key === key))
    return found.every(Boolean) ? found[0] : undefined
  }
  const group = groupsOf(catalogue, events).find(({ name }) => name === groupName)
  return group?.fields.find((each) => each.key === key)
}

export async function readChoices(ctx: Context, choices: Choices | undefined): Promise<readonly Choice[]> {
  return typeof choices === 'function' ? choices(ctx) : (choices ?? [])
}
