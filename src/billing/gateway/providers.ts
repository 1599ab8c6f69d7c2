import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { Services } from '../../platform/services.ts'
import type { PaymentGateway } from './gateway.ts'
import { stripeGateway } from './stripe/stripe-gateway.ts'
import { testGateway } from './test-gateway.ts'

const others = new WeakMap<object, PaymentGateway[]>()

/** Lets the simulation and tests put their own providers in the place of ours. */
export function connectGateways(services: Services, gateways: PaymentGateway[]) {
  others.set(services, gateways)
}

/** 404 for a provider that this house does not know. */
export function findGateway({ services }: Pick<Context, 'services'>, provider: string): PaymentGateway {
  const found = (others.get(services) ?? [testGateway, stripeGateway]).find(
    (each) => each.provider === provider,
  )
  if (!found) throw notFound('This payment provider')
  return found
}
