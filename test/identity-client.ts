/** The product, as the identity provider of the tests knows it. */
export const identityClient = {
  clientId: 'zhixin',
  clientSecret: 'a-secret-of-the-tests-only-0123456789',
} as const
