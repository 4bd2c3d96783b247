/** A calendar date `YYYY-MM-DD`; both ends of every span of days are inclusive. */
export type Day = string
/** An exact amount: a JSON integer, or a string `"3.5"` or `"7/2"`. A JSON number with a point or an exponent is a fault. */
export type Exact = number | string
/** `null` says "known to have none"; a fact that is absent is missing, which is something else. */
export type Value = string | number | boolean | null | readonly string[]

/** One value over a span of days; an absent end is open. A day that no span covers is a missing fact. */
export interface Dated {
  readonly value: Value
  readonly from?: Day
  readonly to?: Day
}

export type DatedFacts = Readonly<Record<string, readonly Dated[]>>

/** Everything one evaluation receives: `schema: "zhixin.facts/1"`. Lists are complete; their order carries no meaning. */
export interface Facts {
  readonly schema: 'zhixin.facts/1'
  readonly ask?: Ask
  readonly person: { readonly id: string; readonly facts: DatedFacts }
  readonly holdings?: readonly Holding[]
  readonly activities?: readonly Activity[]
  readonly exemptions?: readonly Exemption[]
  readonly closed?: readonly ClosedPeriod[]
}

export interface Ask {
  readonly on?: Day
  readonly period?: string
  readonly obligation?: string
}

/** A title, licence or membership; a pack may lay one obligation on each. */
export interface Holding {
  readonly id: string
  readonly kind: string
  readonly facts?: DatedFacts
  readonly from: Day
  readonly to?: Day
}

export interface Activity {
  readonly id: string
  readonly kind: string
  readonly title?: string
  readonly role?: string
  readonly category?: string
  readonly mode?: string
  readonly tags?: readonly string[]
  /** Identity of the subject taught: the same public subject. */
  readonly topic?: string
  /** Identity of the work: the same paper, presentation or project. */
  readonly work?: string
  /** Holdings it was declared for; absent means all. */
  readonly for?: readonly string[]
  readonly from: Day
  readonly to: Day
  /** Else `to`. */
  readonly completedOn?: Day
  readonly registeredOn?: Day
  readonly chosenPeriod?: string
  readonly quantity?: Quantity
  readonly sessions?: readonly Session[]
  readonly evidence?: Readonly<Record<string, Value>>
  readonly provider?: { readonly id: string; readonly facts?: DatedFacts }
  readonly approvals?: readonly Approval[]
  readonly recognitions?: readonly Recognition[]
  /** Id of the activity taken back; both leave every sum and both stay in the trace. */
  readonly reverses?: string
}

export interface Quantity {
  readonly minutes?: number
  readonly days?: Exact
  readonly halfDays?: number
  /** As stated by the provider, in the pack's unit. */
  readonly units?: Exact
  readonly count?: number
  readonly points?: number
}

/** Local time on one date; `start` and `end` are `HH:MM`. */
export interface Session {
  readonly date: Day
  readonly start?: string
  readonly end?: string
  readonly minutes: number
}

export interface Approval {
  readonly kind: string
  readonly by: string
  readonly appliedOn?: Day
  readonly on?: Day
  readonly from?: Day
  readonly to?: Day
  readonly number?: string
}

export interface Recognition {
  readonly act: 'recognised' | 'returned'
  readonly by: Recogniser
  readonly on: Day
  readonly who?: string
  readonly reason?: string
}

/** Who may recognise an activity. */
export const recognisers = ['system', 'employer', 'sector', 'authority'] as const
export type Recogniser = (typeof recognisers)[number]

export interface Exemption {
  readonly id: string
  readonly obligation?: string
  readonly holding?: string
  readonly period?: string
  readonly from?: Day
  readonly to?: Day
  readonly reason: string
  readonly grantedBy: string
  readonly grantedOn: Day
  /** `lines`: units taken off; `share`: fraction taken off. */
  readonly extent: 'full' | { readonly lines: Readonly<Record<string, Exact>> } | { readonly share: Exact }
}

/** The frozen row of a closed period: it stands in for computing that period again. */
export interface ClosedPeriod {
  readonly obligation: string
  readonly holding?: string
  readonly period: string
  readonly closedOn: Day
  readonly standing: 'met' | 'unmet' | 'undetermined'
  readonly pack: string
  /** Ids of the activities pinned to it. */
  readonly counted: readonly string[]
  readonly lines: Readonly<Record<string, { readonly required: Exact; readonly counted: Exact }>>
  /** By category, or `*` for the total. */
  readonly carryOut?: Readonly<Record<string, Exact>>
}
