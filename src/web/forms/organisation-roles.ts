/** Roles held for an organisation, in the order forms offer them. */
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

/** Which kind of organisation a role belongs to. */
export const kindOfRole = {
  office: 'office',
  district: 'district',
  association: 'association',
  institution: 'institution',
  employer: 'employer',
  expert: 'office',
  invigilator: 'site',
} as const

/** The role of those who act for an organisation of that kind. */
export const roleOfKind = {
  office: 'office',
  district: 'district',
  association: 'association',
  institution: 'institution',
  employer: 'employer',
  site: 'invigilator',
} as const
