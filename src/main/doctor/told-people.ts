import { sql } from 'kysely'
import type { ToldRecord } from './check-told.ts'

/** Records of people, of who they work for, and of who may act for whom. */
export const toldOfPeople: readonly ToldRecord[] = [
  {
    record: 'person',
    kept: sql`select id::text as key, '{}'::jsonb as facts from person`,
    told: sql`select added as key, place, '{}'::jsonb as facts from event, jsonb_array_elements_text(data->'added') added
      where name = 'people.peopleRecorded'`,
  },
  {
    // By its holder and a hash of its fingerprint: neither the number nor the fingerprint stands in the trail.
    record: 'identity-document',
    lists: ['people.peopleRecorded', 'people.identityReplaced'],
    kept: sql`select person_id || ' ' || left(encode(sha256(convert_to(person_id || ' ' || encode(fingerprint, 'hex'), 'UTF8')), 'hex'), 32) as key,
        jsonb_build_object('ended', ended_at is not null) as facts from identity_document`,
    told: sql`select split_part(line, ' ', 2) || ' ' || split_part(line, ' ', 3) as key, place,
        jsonb_build_object('ended', split_part(line, ' ', 4) = 'ended') as facts
      from event, jsonb_array_elements_text(data->'rows') line
      where name in ('people.peopleRecorded', 'people.identityReplaced') and line like 'document %'`,
  },
  {
    record: 'employment',
    lists: ['people.peopleRecorded'],
    kept: sql`select id::text as key, jsonb_build_object('person', person_id, 'employer', employer_id, 'from', from_day, 'to', to_day) as facts
      from employment`,
    told: sql`
      select split_part(line, ' ', 2) as key, place, jsonb_build_object('person', split_part(line, ' ', 3), 'employer', split_part(line, ' ', 4),
        'from', split_part(line, ' ', 5), 'to', null) as facts
      from event, jsonb_array_elements_text(data->'rows') line where name = 'people.peopleRecorded' and line like 'employment %'
      -- Whom an employer took on unasked was told so after the list was recorded that made the row.
      union all select data->>'employment', place, jsonb_build_object('person', subject_id, 'employer', data->'employer', 'from', data->'from', 'to', null)
      from event where name = 'people.employmentAdded' and not data ? 'unasked'
      union all select data->>'employment', place, jsonb_build_object('to', data->'on') from event where name = 'people.employmentEnded'`,
  },
  {
    record: 'evidence',
    lists: ['people.peopleRecorded'],
    kept: sql`select id::text as key, jsonb_build_object('person', person_id, 'from', from_day, 'facts', facts) as facts from person_evidence`,
    told: sql`
      select split_part(line, ' ', 2) as key, place, jsonb_build_object('person', split_part(line, ' ', 3), 'from', split_part(line, ' ', 4),
        'facts', substr(line, strpos(line, '{'))::jsonb) as facts
      from event, jsonb_array_elements_text(data->'rows') line where name = 'people.peopleRecorded' and line like 'evidence %'
      union all select data->>'evidence', place, jsonb_build_object('person', subject_id, 'from', data->'from', 'facts', data->'facts')
      from event where name = 'people.evidenceRecorded'`,
  },
  {
    record: 'holding',
    kept: sql`select id::text as key, jsonb_build_object('person', person_id, 'kind', kind, 'facts', facts, 'from', from_day, 'basis', basis) as facts
      from person_holding`,
    told: sql`select data->>'holding' as key, place, jsonb_build_object('person', subject_id, 'kind', data->'kind', 'facts', data->'facts',
        'from', data->'from', 'basis', data->'basis') as facts
      from event where name = 'people.holdingRecorded'`,
  },
  {
    record: 'holding-end',
    kept: sql`select holding_id::text as key, jsonb_build_object('to', to_day, 'reason', reason) as facts from person_holding_end`,
    told: sql`select data->>'holding' as key, place, jsonb_build_object('to', data->'to', 'reason', data->'reason') as facts
      from event where name = 'people.holdingEnded'`,
  },
  {
    record: 'exemption',
    kept: sql`select id::text as key, jsonb_build_object('person', person_id, 'programme', programme_id, 'from', from_day, 'to', to_day,
        'extent', extent, 'reason', reason, 'document', document, 'on', granted_on) as facts from exemption`,
    told: sql`select data->>'exemption' as key, place, jsonb_build_object('person', subject_id, 'programme', data->'programme', 'from', data->'from',
        'to', data->'to', 'extent', data->'extent', 'reason', data->'reason', 'document', data->'document', 'on', data->'on') as facts
      from event where name = 'ledger.exemptionGranted'`,
  },
  {
    record: 'exemption-end',
    kept: sql`select exemption_id::text as key, jsonb_build_object('reason', reason, 'on', ended_on) as facts from exemption_end`,
    told: sql`select data->>'exemption' as key, place, jsonb_build_object('reason', data->'reason', 'on', data->'on') as facts
      from event where name = 'ledger.exemptionEnded'`,
  },
  {
    record: 'employment-request',
    kept: sql`select id::text as key, jsonb_build_object('employer', employer_id, 'from', from_day, 'state', state, 'noted', noted_at is not null) as facts
      from employment_request`,
    told: sql`select data->>'request' as key, place, case name
        when 'people.employmentRequested' then jsonb_build_object('employer', data->'employer', 'from', data->'from', 'state', 'waiting', 'noted', false)
        when 'people.employmentRequestAccepted' then '{"state": "accepted"}'
        when 'people.employmentRequestRefused' then '{"state": "refused"}'
        when 'people.employmentRequestWithdrawn' then '{"state": "withdrawn"}'
        else '{"noted": true}' end as facts
      from event where name in ('people.employmentRequested', 'people.employmentRequestAccepted', 'people.employmentRequestRefused',
        'people.employmentRequestWithdrawn', 'people.departureNoted')`,
  },
  {
    record: 'account',
    kept: sql`select id::text as key, jsonb_build_object('person', person_id) as facts from account`,
    told: sql`select subject_id::text as key, place, jsonb_build_object('person', data->'person') as facts from event where name = 'accounts.accountOpened'`,
  },
  {
    record: 'api-key',
    kept: sql`select id::text as key, jsonb_build_object('account', account_id, 'role', role, 'organisation', organisation_id, 'scopes', scopes,
        'expiresOn', expires_on) as facts from api_key`,
    told: sql`select data->>'key' as key, place, jsonb_build_object('account', subject_id, 'role', data->'role', 'organisation', data->'organisation',
        'scopes', data->'scopes', 'expiresOn', data->'expiresOn') as facts from event where name = 'accounts.keyMade'`,
  },
  {
    record: 'sign-on-link',
    kept: sql`select id::text as key, jsonb_build_object('account', account_id) as facts from sso_link`,
    told: sql`select data->>'link' as key, place, jsonb_build_object('there', name = 'accounts.signOnLinked', 'account', subject_id) as facts
      from event where name in ('accounts.signOnLinked', 'accounts.signOnUnlinked')`,
  },
  {
    // An assignment has no id in its events: an account holds a role in an organisation from one day once.
    record: 'role',
    kept: sql`select concat_ws(' ', account_id, role, organisation_id, from_day) as key, jsonb_build_object('to', to_day) as facts from role_assignment`,
    told: sql`select concat_ws(' ', subject_id, data->>'role', data->>'organisation', data->>'from') as key, place,
        case name when 'accounts.roleGranted' then jsonb_build_object('to', data->'to')
          else jsonb_build_object('there', data->>'on' >= data->>'from', 'to', data->'to') end as facts
      from event where name = 'accounts.roleGranted' or (name = 'accounts.roleEnded' and data ? 'from')`,
  },
  {
    record: 'delegation',
    kept: sql`select id::text as key, jsonb_build_object('giver', giver_id, 'account', delegate_id, 'from', from_day, 'to', to_day,
        'fields', fields, 'revoked', revoked_at is not null) as facts from delegation`,
    told: sql`select data->>'delegation' as key, place, case name when 'accounts.delegationRevoked' then '{"revoked": true}'
        else jsonb_build_object('giver', subject_id, 'account', data->'account', 'from', data->'from', 'to', data->'to',
          'fields', data->'fields', 'revoked', false) end as facts
      from event where name in ('accounts.delegationGiven', 'accounts.delegationRevoked')
      -- With a role that never was in force goes whatever rested on it.
      union all select given.data->>'delegation', role.place, '{"there": false}' from event role join event given on given.name = 'accounts.delegationGiven'
        and given.subject_id = role.subject_id and given.place < role.place and given.data->>'to' >= role.data->>'from'
        and (given.data->'role', given.data->'organisation') = (role.data->'role', role.data->'organisation')
      where role.name = 'accounts.roleEnded' and role.data->>'on' < role.data->>'from'`,
  },
  {
    record: 'membership',
    kept: sql`select id::text as key, jsonb_build_object('association', association_id, 'member', member_id, 'from', from_day, 'to', to_day,
        'consented', consented_at is not null, 'document', consent_document) as facts from association_member`,
    told: sql`select data->>'membership' as key, place, case name
        when 'organisations.membershipProposed' then jsonb_build_object('association', data->'association', 'member', subject_id, 'from', data->'from',
          'to', null, 'consented', false)
        when 'organisations.membershipConsented' then jsonb_build_object('consented', true, 'document', data->'document')
        when 'organisations.membershipEnded' then jsonb_build_object('to', data->'on')
        else '{"there": false}' end as facts
      from event where name in ('organisations.membershipProposed', 'organisations.membershipConsented', 'organisations.membershipEnded',
        'organisations.membershipDeclined')`,
  },
]
