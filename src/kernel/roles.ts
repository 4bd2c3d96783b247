/** Roles held for an organisation, in the order forms offer them; a professional's comes with the person. */
export const organisationRoles = [
  'office',
  'district',
  'association',
  'institution',
  'employer',
  'expert',
  'invigilator',
] as const
export type OrganisationRole = (typeof organisationRoles)[number]

/** What somebody may be here. A person holds roles through dated assignments; `professional` comes with a person record. */
export const roles = [...organisationRoles, 'professional'] as const
export type Role = (typeof roles)[number]

/** Kind of organisation a role acts for; an expert is appointed by an office, an invigilator by a test site. */
export const kindOfRole = {
  office: 'office',
  district: 'district',
  association: 'association',
  institution: 'institution',
  employer: 'employer',
  expert: 'office',
  invigilator: 'site',
} as const satisfies Readonly<Record<OrganisationRole, string>>

/** The role of those who act for an organisation of that kind. */
export const roleOfKind = {
  office: 'office',
  district: 'district',
  association: 'association',
  institution: 'institution',
  employer: 'employer',
  site: 'invigilator',
} as const satisfies Readonly<Record<string, OrganisationRole>>
