import type { Actor, Role } from '../../access/index.ts'
import type { Result } from '../../kernel/result.ts'
import type { Route } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'
import type { Endpoint, ReplyOf } from '../../wire/endpoint.ts'
import { callRoute, type Asked } from '../call-route.ts'

/** The house while the demo lives through its history: a clock that is set, and jobs that are worked off on the spot. */
export interface DemoHouse {
  readonly services: Services
  readonly routes: readonly Route[]
  readonly clock: { now: Date }
  /** Works off whatever the last steps enqueued. */
  settle(): Promise<void>
}

/** Does one thing as somebody, through the same route and policy as over HTTP; a refusal stops the seeding. */
export const act = async <E extends Endpoint>(
  house: DemoHouse,
  actor: Actor,
  endpoint: E,
  asked: Asked<E>,
): Promise<ReplyOf<E>> => must(await callRoute(house, endpoint, asked, actor), endpoint.id)

export const must = <T>(result: Result<T>, what: string): T => {
  if (!result.ok)
    throw new Error(
      `demo: ${what} was refused with ${result.code} ${JSON.stringify([result.params, result.errors])}`,
    )
  return result.value
}

export const actorOf = (
  accountId: string | null,
  role: Role,
  organisationId: string | null,
  personId: string | null = null,
): Actor => ({
  kind: 'account',
  accountId,
  personId,
  roles: [{ role, organisationId }],
})

/** Sets the clock to a local time of the programme's calendar. */
export const travel = (house: DemoHouse, day: string, time = '10:00'): void => {
  house.clock.now = new Date(`${day}T${time}:00+08:00`)
}
