import { describe, expect, test } from 'vitest'
import { accountPolicies } from './policies/accounts.ts'
import {
  actionsOfScopes,
  actionTable,
  decide,
  isForKeys,
  isScopeOf,
  roles,
  scopeFor,
  scopeGroups,
  type Action,
  type Actor,
  type Owners,
  type Role,
} from './index.ts'

const everything = Object.keys(actionTable) as Action[]
const mine = 'mine'

const inRole = (role: Role): Actor => ({
  kind: 'account',
  accountId: 'a',
  personId: role === 'professional' ? mine : null,
  roles: [{ role, organisationId: role === 'professional' ? null : mine }],
})
const keyOf = (role: Role, scopes: readonly string[]): Actor => ({
  ...inRole(role),
  key: { id: 'k', actions: actionsOfScopes(scopes) },
})
const things: readonly Owners[] = [{}, ...roles.map((role) => ({ [role]: [mine] })), { office: ['theirs'] }]
const everyScope = scopeGroups.map(({ scope }) => scope)

describe('a key', () => {
  test('with every scope there is allows nothing that its role does not', () => {
    const more = roles.flatMap((role) =>
      everything.flatMap((action) =>
        things.filter(
          (owners) =>
            decide(keyOf(role, [...everyScope, ...everything]), action, owners) === 'allow' &&
            decide(inRole(role), action, owners) !== 'allow',
        ),
      ),
    )
    expect(more).toEqual([])
  })

  test('is beyond whatever its scopes leave out, whosesoever the thing is, and lists none of it', () => {
    const key = keyOf('institution', ['training:read'])
    for (const owners of things) expect(decide(key, 'class.file', owners)).toBe('beyond')
    expect(scopeFor(key, 'class.file')).toBeNull()
    expect(decide(key, 'class.read', { institution: [mine] })).toBe('allow')
    expect(decide(key, 'class.read', { institution: ['theirs'] })).toBe('hide')
    expect(scopeFor(key, 'class.read')).toEqual({ all: false, owners: { institution: [mine] } })
  })

  test('takes an action by its name, and nothing for a name there is not', () => {
    expect(decide(keyOf('institution', ['class.file']), 'class.file', { institution: [mine] })).toBe('allow')
    expect([...actionsOfScopes(['class.burn'])].sort()).toEqual([...actionsOfScopes([])].sort())
  })

  test('keeps what anybody may do without one', () => {
    expect(decide(keyOf('expert', ['audit']), 'certificate.check', {})).toBe('allow')
  })

  test('is never made for accounts, sessions, invitations, keys or a candidate’s seat', () => {
    const all = keyOf('office', [...everyScope, ...everything])
    for (const action of [...(Object.keys(accountPolicies) as Action[]), 'exam.sit', 'exam.enter'] as const) {
      expect(isForKeys(action), action).toBe(false)
      expect(decide(all, action, { office: [mine] }), action).toBe('beyond')
    }
  })
})

describe('groups of scopes', () => {
  test('reach recorded reads of identity numbers and of the item bank by name only', () => {
    const grouped = actionsOfScopes(everyScope)
    for (const action of ['person.unmask', 'person.find', 'exam.key.read'] as const) {
      expect(grouped.has(action), action).toBe(false)
      expect(actionsOfScopes([action]).has(action), action).toBe(true)
    }
  })

  test('cover every action that keys may have, and their reading every one that is called reading', () => {
    const grouped = actionsOfScopes(everyScope)
    const reading = actionsOfScopes(everyScope.filter((scope) => scope.endsWith(':read')))
    const alone = ['person.unmask', 'person.find', 'exam.key.read', 'ruleDraft.export']
    const open = everything.filter((action) => isForKeys(action) && !alone.includes(action))
    expect(open.filter((action) => !grouped.has(action))).toEqual([])
    expect(open.filter((action) => /\.read(Public)?$/.test(action) && !reading.has(action))).toEqual([])
  })

  test('of reading hold nothing that changes anything', () => {
    const reading = [...actionsOfScopes(everyScope.filter((scope) => scope.endsWith(':read')))]
    expect(
      reading.filter(
        (action) => !/\.(read|readPublic|see|lookup|check|present|open-share|own)$/.test(action),
      ),
    ).toEqual([])
  })

  test('are offered to the roles they give anything', () => {
    expect(isScopeOf('institution', 'training')).toBe(true)
    expect(isScopeOf('professional', 'notifications')).toBe(false)
    expect(isScopeOf('expert', 'class.file')).toBe(false)
    expect(isScopeOf('institution', 'nothing')).toBe(false)
  })
})
