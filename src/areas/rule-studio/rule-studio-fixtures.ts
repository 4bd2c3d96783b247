import type { Answer, Client } from '../../../test/house.ts'

type Json = Record<string, unknown>

/** A made-up provincial regulation: 80 class hours of 45 minutes a year, 60 % of them professional, at most 20 by distance. */
export const province = (id = 'province-2026'): Json => ({
  schema: 'zhixin.pack/1',
  id,
  layer: 'province',
  on: [],
  participants: id,
  title: { zh: '某省继续教育规定', en: 'A province’s regulation' },
  unit: { id: 'class-hour', zh: '学时', en: 'class hour', minutes: 45 },
  measures: { hours: { unit: 'class-hour' } },
  categories: {
    public: { zh: '公需科目', en: 'public subject' },
    professional: { zh: '专业科目', en: 'professional subject' },
  },
  basis: {
    doc: {
      number: '某人社发〔2025〕80号',
      authority: { zh: '某省人力资源和社会保障厅', en: 'Human Resources Department of a province' },
      published: '2025-12-01',
    },
  },
  clauses: {
    'doc.3': {
      basis: 'doc',
      zh: '每年不少于80学时，其中专业科目不少于60%',
      en: 'at least 80 class hours a year, 60 % of them professional',
    },
    'doc.4': {
      basis: 'doc',
      zh: '45分钟为1学时，零头不计',
      en: '45 minutes are one class hour, the rest is dropped',
    },
    'doc.5': {
      basis: 'doc',
      zh: '远程教育每年最多计20学时',
      en: 'distance education counts at most 20 class hours a year',
    },
    'doc.6': { basis: 'doc', zh: '考核合格的自动认定', en: 'what was passed is recognised by itself' },
  },
  versions: [
    {
      id: '2026',
      inForce: { from: '2026-01-01', to: null },
      governs: 'period',
      obligations: [
        {
          id: 'annual',
          per: 'person',
          clause: 'doc.3',
          population: { fact: 'programme', has: id },
          period: { kind: 'calendar-year' },
          recognise: [{ id: 'r-any', when: 'always', path: 'automatic', clause: 'doc.6' }],
          convert: {
            hours: [
              {
                id: 'k-time',
                when: { field: 'quantity.minutes', exists: true },
                steps: [
                  { time: { minutes: 45 } },
                  { round: { increment: '1', mode: 'down', at: 'activity' } },
                ],
                clause: 'doc.4',
              },
            ],
          },
          conflicts: [],
          allocate: [{ id: 'p-done', when: 'always', by: 'completion' }],
          carryOver: null,
          caps: [
            { id: 'c-distance', when: { field: 'mode', is: 'distance' }, atMost: '20', clause: 'doc.5' },
          ],
          require: {
            allOf: [
              { id: 'total', atLeast: '80', clause: 'doc.3' },
              { id: 'share', share: '3/5', counts: ['professional'], ofLine: 'total', clause: 'doc.3' },
            ],
          },
        },
      ],
    },
  ],
})

const study = (id: string, category: string, mode: string, minutes: number): Json => ({
  id,
  kind: 'class',
  category,
  mode,
  topic: id,
  from: '2026-05-06',
  to: '2026-05-20',
  quantity: { minutes },
  recognitions: [{ act: 'recognised', by: 'system', on: '2026-05-20' }],
})

const facts = (pack: string, activities: readonly Json[]): Json => ({
  schema: 'zhixin.facts/1',
  ask: { on: '2026-12-31', period: '2026' },
  person: { id: 'p-1', facts: { programme: [{ value: [pack] }] } },
  activities,
})

const lines = (...stated: readonly Json[]): Json => ({
  obligations: [{ id: 'annual', periods: [{ key: '2026', lines: stated }] }],
})

/** Its worked examples, as the paper would have them. */
export const provinceCases = (id = 'province-2026'): Json[] => [
  {
    name: '面授80学时，其中专业48：恰好达标',
    facts: facts(id, [
      study('a1', 'professional', 'face-to-face', 48 * 45),
      study('a2', 'public', 'face-to-face', 32 * 45 + 44),
    ]),
    expect: {
      standing: 'met',
      ...lines({ id: 'total', counted: '80' }, { id: 'share', required: '48', counted: '48' }),
    },
  },
  {
    name: '远程60学时只计20',
    facts: facts(id, [
      study('a1', 'professional', 'distance', 60 * 45),
      study('a2', 'professional', 'face-to-face', 38 * 45),
    ]),
    expect: { standing: 'unmet', ...lines({ id: 'total', counted: '58', remaining: '22' }) },
  },
]

/** A draft of the regulation, written whole. */
export const draftOf = async (
  officer: Client,
  id = 'province-2026',
  pack: Json = province(id),
  cases: Json[] = provinceCases(id),
): Promise<{ draftId: string; saved: Answer }> => {
  const begun = await officer.call('POST', '/api/v1/rule-drafts', { packId: id, from: 'empty' })
  if (begun.status !== 201) throw new Error(`draft: ${JSON.stringify(begun.body)}`)
  const { draftId } = begun.body
  const saved = await officer.call('PUT', `/api/v1/rule-drafts/${draftId}`, { revision: 1, pack, cases })
  return { draftId, saved }
}

export const readOf = async (officer: Client, draftId: string) =>
  (await officer.call('GET', `/api/v1/rule-drafts/${draftId}`)).body
