import { sql } from 'kysely'
import type { ToldRecord } from './check-told.ts'

/** What an office decided of its certificates: what a class earns, and the images they are printed with. */
export const toldOfCertificates: readonly ToldRecord[] = [
  {
    record: 'certificate-rule',
    kept: sql`select programme_id || ' ' || from_day as key, jsonb_build_object('withoutExam', without_exam, 'notPassed', not_passed, 'paper', paper,
        'basis', basis) as facts from certificate_rule`,
    told: sql`select subject_id || ' ' || (data->>'from') as key, place, jsonb_build_object('withoutExam', data->'withoutExam',
        'notPassed', data->'notPassed', 'paper', data->'paper', 'basis', data->'basis') as facts
      from event where name = 'certificates.ruleSet'`,
  },
  {
    record: 'certificate-mark',
    kept: sql`select concat_ws(' ', programme_id, kind, from_day) as key, jsonb_build_object('signatory', signatory,
        'image', translate(encode(sha256, 'base64'), '+/=', '-_')) as facts from certificate_mark`,
    told: sql`select concat_ws(' ', subject_id, data->>'kind', data->>'from') as key, place, jsonb_build_object('signatory', data->'signatory',
        'image', data->'image') as facts
      from event where name = 'certificates.markSet'`,
  },
]
