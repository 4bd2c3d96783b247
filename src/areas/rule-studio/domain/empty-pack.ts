/** Of a pack that stands on another only what is its own; the rest comes from above. */
const ownPart = {
  id: 'annual',
  clause: 'doc.1',
  recognise: [],
  convert: { hours: [] },
  caps: [],
  require: { allOf: [] },
}

const wholeObligation = {
  id: 'annual',
  per: 'person',
  clause: 'doc.1',
  population: 'always',
  period: { kind: 'calendar-year' },
  recognise: [{ id: 'r-any', when: 'always', path: 'automatic', clause: 'doc.1' }],
  convert: {
    hours: [
      {
        id: 'k-day',
        when: { field: 'quantity.days|halfDays', exists: true },
        steps: [{ days: { perDay: '8', perHalfDay: '4' } }],
        clause: 'doc.1',
      },
      {
        id: 'k-time',
        when: { field: 'quantity.minutes', exists: true },
        steps: [{ time: { minutes: 45 } }, { round: { increment: '1', mode: 'down', at: 'activity' } }],
        clause: 'doc.1',
      },
    ],
  },
  conflicts: [{ id: 'x-overlap', overlap: 'first-claim', clause: 'doc.1' }],
  allocate: [{ id: 'p-done', when: 'always', by: 'completion' }],
  carryOver: null,
  caps: [],
  require: { allOf: [{ id: 'total', atLeast: '90', clause: 'doc.1' }] },
}

/** What a new regulation begins with: the heads to fill, one version, one obligation, the usual rules. */
export const emptyPack = (id: string, on: string | undefined, today: string): Record<string, unknown> => ({
  schema: 'zhixin.pack/1',
  id,
  layer: 'province',
  on: on ? [on] : [],
  title: { zh: '新规定', en: 'New regulation' },
  unit: { id: 'class-hour', zh: '学时', en: 'class hour', minutes: 45 },
  measures: { hours: { unit: 'class-hour' } },
  categories: {
    public: { zh: '公需科目', en: 'public subject' },
    professional: { zh: '专业科目', en: 'professional subject' },
  },
  basis: { doc: { number: '', authority: { zh: '', en: '' } } },
  clauses: { 'doc.1': { basis: 'doc', zh: '', en: '' } },
  versions: [
    {
      id: today.slice(0, 4),
      inForce: { from: `${today.slice(0, 4)}-01-01`, to: null },
      governs: 'period',
      obligations: [on ? ownPart : wholeObligation],
    },
  ],
})

/** Order in which people write the members of a pack; PostgreSQL keeps jsonb in one of its own. */
const order = [
  'schema',
  'id',
  'layer',
  'on',
  'participants',
  'name',
  'title',
  'unit',
  'measures',
  'orders',
  'categories',
  'basis',
  'clauses',
  'versions',
  'inForce',
  'from',
  'to',
  'governs',
  'merge',
  'declare',
  'obligations',
  'per',
  'holding',
  'population',
  'asAt',
  'period',
  'recognise',
  'convert',
  'conflicts',
  'allocate',
  'makeUp',
  'carryOver',
  'extension',
  'prorate',
  'exempt',
  'caps',
  'spill',
  'satisfiedBy',
  'require',
  'zh',
  'en',
  'minutes',
  'number',
  'authority',
  'published',
  'kind',
  'when',
  'path',
  'accepts',
  'steps',
  'measure',
  'atLeast',
  'share',
  'counts',
  'ofLine',
  'atMost',
  'facts',
  'expect',
  'ask',
  'person',
  'activities',
  'clause',
  'because',
] // prettier-ignore

/** The same value with its members in the order of the printed packs. */
export const inOrder = <T>(value: T): T => ordered(value) as T

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const rank = (key: string): number => {
    const place = order.indexOf(key)
    return place < 0 ? order.length : place
  }
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => rank(a) - rank(b))
      .map(([key, member]) => [key, ordered(member)]),
  )
}
