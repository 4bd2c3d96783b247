import { any, own, policies } from '../policy.ts'

export const accountPolicies = policies({
  // The password was checked before the command; whoever may try to sign in may open a session.
  'session.open': { grants: any('anyone') },
  // Whoever has forgotten a password can show nothing yet: what a code or a link opens is its account's alone.
  'code.ask': { grants: any('anyone') },
  'code.redeem': { grants: any('anyone') },
  // The job's: only it learns whose a name is.
  'code.send': { grants: [] },
  // Own sessions and settings only: the command takes the account from the actor, never from the input.
  'account.self': { grants: any('signed-in') },
  'account.manage': { grants: any('office') },
  // Organisations are no secret, and neither is that accounts are opened for them.
  'account.open': { grants: any('office'), knownBy: 'organisation.lookup' },
  // Who acts for an organisation invites colleagues to it; the owners of an invitation are those of its own role.
  'invitation.make': {
    grants: [...any('office'), ...own('district', 'association', 'institution', 'employer', 'invigilator')],
    knownBy: 'organisation.lookup',
  },
  'invitation.manage': {
    grants: [...any('office'), ...own('district', 'association', 'institution', 'employer', 'invigilator')],
  },
  // The link is what lets somebody in: the command looks for nothing but what its token names.
  'invitation.accept': { grants: any('anyone') },
})
