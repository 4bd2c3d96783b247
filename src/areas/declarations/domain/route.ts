import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Recogniser } from '../../../rules/index.ts'

/** Who acts for a body that the rules name. */
export type HandlerRole = 'employer' | 'association' | 'district' | 'office'

/** Organisations that stand for those bodies where this person is concerned. */
export interface Bodies {
  readonly employerId: string | null
  readonly associationId: string | null
  /** Of the employer. */
  readonly districtId: string | null
  readonly officeId: string
}

export interface Station {
  readonly role: HandlerRole
  readonly id: string
}

export interface Route {
  readonly check: Station
  readonly recognise: Station | { readonly role: 'system'; readonly id: null }
  /** Everybody whose recognition counts, the system apart. */
  readonly accepts: readonly HandlerRole[]
}

const roleOf: Readonly<Record<Exclude<Recogniser, 'system'>, HandlerRole>> = {
  employer: 'employer',
  sector: 'association',
  authority: 'office',
}

/** The body in whose name a role recognises, as FACTS call it. */
export const recogniserOf: Readonly<Record<HandlerRole | 'system', Recogniser>> = {
  employer: 'employer',
  association: 'sector',
  district: 'authority',
  office: 'authority',
  system: 'system',
}

export interface Asked {
  readonly path: 'automatic' | 'employer' | 'sector' | 'authority'
  readonly accepts: readonly Recogniser[]
  /** Who checks first, as the pack says; the employer where it says nothing. */
  readonly check: 'employer' | 'sector' | 'authority' | null
}

/** Who checks for a body, the nearest first: the authority near a person is the district, the office recognises. */
const checkersOf: Readonly<Record<Exclude<Recogniser, 'system'>, readonly HandlerRole[]>> = {
  employer: ['employer', 'office'],
  sector: ['association', 'district', 'office'],
  authority: ['district', 'office'],
}

/**
 * Where a declaration goes. Who is not there (a person without an employer, an employer in no association or district)
 * cannot check: the next does, in the end the office. A recogniser nobody stands for is passed over for the next that the rules accept.
 */
export const routeOf = (asked: Asked, bodies: Bodies): Result<Route, 'declaration.no-recogniser'> => {
  const stationOf = (role: HandlerRole): Station | null => {
    const id = {
      employer: bodies.employerId,
      association: bodies.associationId,
      district: bodies.districtId,
      office: bodies.officeId,
    }[role]
    return id === null ? null : { role, id }
  }
  const accepts = asked.accepts.flatMap((body) => (body === 'system' ? [] : [roleOf[body]]))
  const check: Station = checkersOf[asked.check ?? 'employer']
    .map(stationOf)
    .find((station) => station !== null) ?? { role: 'office', id: bodies.officeId }
  if (asked.path === 'automatic') return ok({ check, recognise: { role: 'system', id: null }, accepts })
  const inOrder = [roleOf[asked.path], ...accepts].filter((role) => accepts.includes(role))
  const recognise = inOrder.map(stationOf).find((station) => station !== null)
  return recognise ? ok({ check, recognise, accepts }) : refuse('declaration.no-recogniser')
}
