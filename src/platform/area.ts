import type { Route } from './http/route.ts'
import type { Job, Subscription } from './jobs/jobs.ts'
import type { Services } from './services.ts'

/** What an area hands to the front door: its routes, its jobs, and the events of others it listens to. */
export interface Area {
  readonly name: string
  readonly routes: readonly Route[]
  readonly jobs?: readonly Job<Services, never>[]
  readonly subscriptions?: readonly Subscription<Services>[]
}
