/** Roles held for an organisation; a professional's comes with the person. */
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

/** Kind of organisation a role acts for; an expert is appointed by an office, an invigilator by a test site. */
export const kindOfRole: Readonly<Record<OrganisationRole, string>> = {
  office: 'office',
  district: 'district',
  association: 'association',
  institution: 'institution',
  employer: 'employer',
  expert: 'office',
  invigilator: 'site',
}
