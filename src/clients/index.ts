import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import * as clients from './operations/clients.ts'
import * as leads from './operations/leads.ts'
import * as relationships from './operations/relationships.ts'
import { search } from './operations/search.ts'
import * as tags from './operations/tags.ts'
import { rememberWhoSawWhom } from './own-clients.ts'
import { actions, events, facts } from './rules/offers.ts'

export { seesClient, visibleClients } from './access.ts'
export {
  clientName,
  createClient,
  findClient,
  findImportedClientIfAny,
  noteSeenBy,
  updateClient,
} from './client.ts'
export type { Client, ClientWish } from './client.ts'
export type { ContactPoint, ContactWish } from './contact-points.ts'
export { listContacts, normalContact, primaryEmailIfAny, primaryPhoneIfAny } from './contact-points.ts'
export {
  findImportedClients,
  insertImportedClients,
  noteSeenByMany,
  removeImportedClients,
} from './imported-clients.ts'
export type { ImportedClient } from './imported-clients.ts'
export { findPossibleDuplicates, findSameClientIfAny } from './duplicates.ts'
export { convertLead, countLeads, createLead, findLead, listLeads } from './leads.ts'
export type { Lead, LeadWish, Stage } from './leads.ts'
export { countClients, listClients, searchClients } from './list.ts'
export { canActFor, insertRelationship, listRelationships } from './relationships.ts'
export { foldText } from './search-key.ts'
export { addTag, listTags, removeTag } from './tags.ts'
export { connectTimeline } from './timeline.ts'

export const slice: Slice = {
  name: 'clients',
  permissions,
  topics,
  operations: operations(
    clients.list,
    clients.create,
    clients.get,
    clients.edit,
    clients.archive,
    clients.restore,
    clients.timeline,
    relationships.list,
    relationships.add,
    relationships.change,
    relationships.remove,
    leads.enquire,
    leads.list,
    leads.board,
    leads.get,
    leads.create,
    leads.edit,
    leads.stage,
    leads.convert,
    search,
    ...Object.values(tags),
  ),
  subscribers: [rememberWhoSawWhom],
  events,
  facts,
  actions,
}
