import type { DomainEvent } from '../../platform/events.ts'

const course = (
  name: string,
  id: string,
  { rows, ...data }: DomainEvent['data'] & { readonly rows?: readonly string[] },
): DomainEvent => ({
  name: `catalogue.${name}`,
  subject: { kind: 'course', id },
  data,
  ...(rows ? { rows } : {}),
})

/** The hash of the version's content now. */
interface Written {
  readonly rows: readonly string[]
}
interface VersionFacts {
  readonly version: string
  readonly number: number
}

/** What happens to courses, as the audit trail names it; the subject is always the course, the data says which version. */
export const courseDeclared = (
  id: string,
  data: VersionFacts & Written & { programme: string; institution: string; code: string; title: string },
): DomainEvent => course('courseDeclared', id, { ...data })
export const draftSaved = (
  id: string,
  data: VersionFacts & Written & { changed: readonly string[] },
): DomainEvent => course('draftSaved', id, { ...data })
export const draftDiscarded = (id: string, data: VersionFacts & { title: string }): DomainEvent =>
  course('draftDiscarded', id, { ...data })
export const courseSubmitted = (id: string, data: VersionFacts & { title: string }): DomainEvent =>
  course('courseSubmitted', id, { ...data })
export const courseTakenBack = (id: string, data: VersionFacts): DomainEvent =>
  course('courseTakenBack', id, { ...data })
export const courseApproved = (
  id: string,
  data: VersionFacts & { validFrom: string; validTo: string; reason: string },
): DomainEvent => course('courseApproved', id, { ...data })
export const courseReturned = (id: string, data: VersionFacts & { reason: string }): DomainEvent =>
  course('courseReturned', id, { ...data })
export const courseRefused = (id: string, data: VersionFacts & { reason: string }): DomainEvent =>
  course('courseRefused', id, { ...data })
/** A version ended or retired because a newer one took its place. */
export const versionSucceeded = (
  id: string,
  data: VersionFacts & { by: number; validTo: string; retired: boolean },
): DomainEvent => course('versionSucceeded', id, { ...data })
export const versionBegun = (id: string, data: VersionFacts & Written & { basedOn: number }): DomainEvent =>
  course('versionBegun', id, { ...data })
export const courseRetired = (id: string, data: VersionFacts & { reason: string }): DomainEvent =>
  course('courseRetired', id, { ...data })
