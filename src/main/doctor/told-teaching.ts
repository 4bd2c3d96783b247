import { sql } from 'kysely'
import { contentHash } from '../../areas/catalogue/store/versions.ts'
import { declaredHash } from '../../areas/declarations/store/declarations.ts'
import { organisationHash } from '../../areas/organisations/store/organisations.ts'
import { outcomesOf } from '../../areas/training/store/closing.ts'
import { type ToldRecord, untold } from './check-told.ts'

/** The first line an event tells of its rows; the hash of one whole record. */
const hash = sql`coalesce(data->'rows'->0, ${untold})`

/** Records of organisations, courses, classes, exams and declarations. */
export const toldOfTeaching: readonly ToldRecord[] = [
  {
    record: 'organisation',
    kept: sql`select id::text as key, jsonb_build_object('facts', ${organisationHash}, 'status', status, 'successor', successor_id) as facts
      from organisation`,
    told: sql`
      select subject_id::text as key, place, case name
        when 'organisations.organisationRegistered' then jsonb_build_object('facts', ${hash}, 'status', 'verified', 'successor', null)
        when 'organisations.employerMet' then jsonb_build_object('facts', ${hash}, 'status', 'unverified', 'successor', null)
        when 'organisations.organisationEdited' then jsonb_build_object('facts', ${hash})
        when 'organisations.organisationVerified' then jsonb_build_object('facts', ${hash}, 'status', 'verified')
        when 'organisations.organisationClosed' then jsonb_build_object('status', 'closed', 'successor', data->'successor')
        -- To what it was before it was closed; which of the two the event of before tells.
        else jsonb_build_object('successor', null, 'status', coalesce((select case when before.name = 'organisations.employerMet' then 'unverified' else 'verified' end
          from event before where before.subject_id = event.subject_id and before.place < event.place and before.name in
            ('organisations.organisationRegistered', 'organisations.employerMet', 'organisations.organisationVerified')
          order by before.place desc limit 1), 'verified')) end as facts
      from event where name in ('organisations.organisationRegistered', 'organisations.employerMet', 'organisations.organisationEdited',
        'organisations.organisationVerified', 'organisations.organisationClosed', 'organisations.organisationReopened')
      union all select other, place, jsonb_build_object('successor', data->'successor')
      from event, jsonb_array_elements_text(data->'rows') other where name = 'organisations.organisationClosed'`,
  },
  {
    record: 'institution-approval',
    kept: sql`select id::text as key, jsonb_build_object('programme', programme_id, 'institution', institution_id, 'status', status, 'modes', modes,
        'from', from_day, 'to', to_day) as facts from institution_approval`,
    told: sql`select subject_id::text as key, place, case name
        when 'programme.approvalStarted' then jsonb_build_object('programme', data->'programme', 'institution', data->'institution', 'status', 'draft')
        when 'programme.approvalSaved' then jsonb_build_object('modes', data->'modes')
        when 'programme.approvalSubmitted' then jsonb_build_object('modes', data->'modes', 'status', 'submitted')
        when 'programme.approvalDecided' then jsonb_build_object('status', data->'after', 'modes', data->'modes', 'from', data->'from', 'to', data->'to')
        else jsonb_build_object('programme', data->'programme', 'institution', data->'institution', 'status', 'approved', 'modes', data->'modes',
          'from', data->'from', 'to', data->'to') end as facts
      from event where name in ('programme.approvalStarted', 'programme.approvalSaved', 'programme.approvalSubmitted', 'programme.approvalDecided',
        'programme.approvalRecorded')`,
  },
  {
    record: 'course',
    kept: sql`select id::text as key, jsonb_build_object('programme', programme_id, 'institution', institution_id, 'code', code) as facts from course`,
    // Discarding the first draft of a course takes the course with it.
    told: sql`select subject_id::text as key, place, case name
        when 'catalogue.courseDeclared' then jsonb_build_object('programme', data->'programme', 'institution', data->'institution', 'code', data->'code')
        else '{"there": false}' end as facts
      from event where name = 'catalogue.courseDeclared' or (name = 'catalogue.draftDiscarded' and data->>'number' = '1')`,
  },
  {
    record: 'course-version',
    kept: sql`select id::text as key, jsonb_build_object('course', course_id, 'number', number, 'content', ${contentHash}, 'status', status,
        'from', valid_from, 'to', valid_to) as facts from course_version`,
    told: sql`select data->>'version' as key, place, case name
        when 'catalogue.draftSaved' then jsonb_build_object('content', ${hash})
        when 'catalogue.draftDiscarded' then '{"there": false}'
        when 'catalogue.courseSubmitted' then '{"status": "submitted"}'
        when 'catalogue.courseTakenBack' then '{"status": "draft"}'
        when 'catalogue.courseReturned' then '{"status": "returned", "from": null, "to": null}'
        when 'catalogue.courseRefused' then '{"status": "refused", "from": null, "to": null}'
        when 'catalogue.courseApproved' then jsonb_build_object('status', 'approved', 'from', data->'validFrom', 'to', data->'validTo')
        when 'catalogue.versionSucceeded' then jsonb_build_object('to', data->'validTo',
          'status', case when (data->>'retired')::boolean then 'retired' else 'approved' end)
        when 'catalogue.courseRetired' then '{"status": "retired"}'
        else jsonb_build_object('course', subject_id, 'number', data->'number', 'content', ${hash}, 'status', 'draft', 'from', null, 'to', null) end as facts
      from event where name like 'catalogue.%'`,
  },
  {
    record: 'class',
    kept: sql`select id::text as key, jsonb_build_object('filingNumber', filing_number, 'institution', institution_id, 'courseVersion', course_version_id,
        'from', from_day, 'to', to_day, 'capacity', capacity, 'state', state,
        'outcomes', (select ${outcomesOf} from enrolment e where e.class_id = k.id)) as facts from training_class k`,
    told: sql`select subject_id::text as key, place, case name
        when 'training.classFiled' then jsonb_build_object('filingNumber', data->'filingNumber', 'institution', data->'institution',
          'courseVersion', data->'courseVersion', 'from', data->'from', 'to', data->'to', 'capacity', data->'capacity', 'state', 'filed')
        when 'training.classEdited' then jsonb_build_object('from', data->'after'->'from', 'to', data->'after'->'to', 'capacity', data->'after'->'capacity')
        when 'training.enrolmentOpened' then '{"state": "enrolling"}'
        when 'training.classStarted' then '{"state": "running"}'
        when 'training.classFinished' then '{"state": "finished"}'
        when 'training.classCancelled' then '{"state": "cancelled"}'
        when 'training.classSettled' then '{"state": "closed"}'
        else jsonb_build_object('outcomes', ${hash}, 'state', case data->>'completed' when '0' then 'closed' else 'closing' end) end as facts
      from event where name in ('training.classFiled', 'training.classEdited', 'training.enrolmentOpened', 'training.classStarted', 'training.classFinished',
        'training.classCancelled', 'training.classClosed', 'training.classSettled')`,
  },
  {
    // Decided with its class, and who waited then left without a place: the class tells that of all at once.
    record: 'enrolment',
    lists: ['training.peopleEnrolled'],
    kept: sql`select e.class_id || ' ' || e.person_id as key, jsonb_build_object('employer', e.employer_id, 'state', case
        when e.state in ('completed', 'not-completed') and k.state in ('closing', 'closed') then 'confirmed'
        when e.state = 'withdrawn' and e.withdrawn_reason = 'no-place' and k.state in ('closing', 'closed') then 'waiting'
        else e.state end) as facts from enrolment e join training_class k on k.id = e.class_id`,
    told: sql`
      select subject_id || ' ' || split_part(line, ' ', 1) as key, place,
        jsonb_build_object('employer', nullif(split_part(line, ' ', 2), '-'), 'state', split_part(line, ' ', 3)) as facts
      from event, jsonb_array_elements_text(data->'rows') line where name = 'training.peopleEnrolled'
      union all select subject_id || ' ' || person, place, '{"state": "confirmed"}'
      from event, jsonb_array_elements_text(data->'people') person where name = 'training.peoplePromoted'
      union all select concat_ws(' ', subject_id, data->>'person'), place, '{"state": "withdrawn"}' from event where name = 'training.enrolmentWithdrawn'`,
  },
  {
    record: 'result-set',
    kept: sql`select s.id::text as key, jsonb_build_object('sitting', s.sitting_id, 'run', s.run, 'hash', s.hash,
        'results', (select count(*) from result r where r.result_set_id = s.id), 'released', l.result_set_id is not null) as facts
      from result_set s left join result_release l on l.result_set_id = s.id`,
    told: sql`select data->>'resultSet' as key, place, jsonb_build_object('sitting', subject_id, 'run', data->'run', 'hash', data->'hash',
        'results', data->'results', 'released', name = 'exams.resultReleased') as facts
      from event where name in ('exams.resultsComputed', 'exams.resultReleased')`,
  },
  {
    // Papers that count; those put aside are kept, and are no longer of it.
    record: 'declaration-file',
    kept: sql`select id::text as key, jsonb_build_object('declaration', declaration_id, 'sha256', encode(sha256, 'hex'),
        'whole', sha256(content) = sha256) as facts from declaration_file where removed_at is null`,
    told: sql`select data->>'file' as key, place, jsonb_build_object('there', name = 'declarations.evidenceAdded', 'declaration', subject_id,
        'sha256', data->'sha256', 'whole', true) as facts
      from event where name in ('declarations.evidenceAdded', 'declarations.evidenceRemoved')`,
  },
  {
    record: 'declaration',
    kept: sql`select id::text as key, jsonb_build_object('person', person_id, 'programme', programme_id, 'declared', ${declaredHash}, 'state', state,
        'step', step, 'due', due_on) as facts from declaration`,
    told: sql`select subject_id::text as key, place, case name
        when 'declarations.declarationStarted' then jsonb_build_object('person', data->'person', 'programme', data->'programme', 'declared', ${hash},
          'state', 'draft', 'step', 0)
        when 'declarations.declarationEdited' then jsonb_build_object('declared', ${hash})
        when 'declarations.declarationSubmitted' then jsonb_build_object('declared', ${hash}, 'state', 'submitted', 'step', data->'step', 'due', data->'due')
        when 'declarations.declarationWithdrawn' then jsonb_build_object('state', 'withdrawn', 'step', data->'step', 'due', null)
        when 'declarations.declarationChecked' then jsonb_build_object('state', 'checked', 'step', data->'step', 'due', data->'due')
        when 'declarations.declarationReturned' then jsonb_build_object('state', 'returned', 'step', data->'step', 'due', data->'due')
        when 'declarations.declarationRefused' then jsonb_build_object('state', 'refused', 'step', data->'step', 'due', null)
        else jsonb_build_object('state', 'recognised', 'step', data->'step', 'due', null) end as facts
      from event where name in ('declarations.declarationStarted', 'declarations.declarationEdited', 'declarations.declarationSubmitted',
        'declarations.declarationWithdrawn', 'declarations.declarationChecked', 'declarations.declarationReturned', 'declarations.declarationRefused',
        'declarations.declarationRecognised')`,
  },
]
