import * as card from './client-card.ts'
import * as checks from './checks.ts'
import * as clearinghouse from './clearinghouse.ts'
import * as payers from './payers.ts'
import * as photos from './photos.ts'
import * as policies from './policies.ts'

/** Everything the API offers about insurance. */
export const insuranceOperations = [
  payers.list,
  payers.add,
  payers.change,
  payers.importList,
  payers.addDemo,
  policies.list,
  policies.add,
  policies.change,
  policies.confirm,
  policies.decline,
  policies.end,
  policies.history,
  policies.coverage,
  checks.ask,
  checks.list,
  checks.get,
  checks.settle,
  checks.workList,
  checks.settleFile,
  checks.bringFile,
  photos.list,
  photos.take,
  photos.show,
  photos.ask,
  photos.openAtDesk,
  photos.withdraw,
  clearinghouse.get,
  clearinghouse.save,
  card.open,
  card.photo,
  card.complete,
]
