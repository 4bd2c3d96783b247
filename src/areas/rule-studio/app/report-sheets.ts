import type { Bilingual } from '../../../kernel/bilingual.ts'
import { exactCell } from '../../../platform/sheet/exact-cell.ts'
import type { SheetToWrite, WrittenCell } from '../../../platform/sheet/write-sheet.ts'
import type { DryRunChange, DryRunReport } from '../contract/dry-runs.ts'

type Language = keyof Bilingual

const changeSheet: Bilingual = { zh: '逐条影响', en: 'By changed rule' }
const changeHeaders: Record<Language, readonly string[]> = {
  zh: ['部分', '变动', '现行规则', '新规则', '涉及人数', '涉及活动', '单位', '少缺或多计', '多缺或少计'],
  en: [
    'Part',
    'Change',
    'Rules in force',
    'Draft',
    'People touched',
    'Activities touched',
    'Unit',
    'Lacking less or counted more',
    'Lacking more or counted less',
  ],
}
const changeWords: Record<DryRunChange['change'], Bilingual> = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删除', en: 'removed' },
  changed: { zh: '修改', en: 'changed' },
  follows: { zh: '未改动，随其他规则变化', en: 'unchanged, moved by others' },
}
const partWords: Readonly<Record<string, Bilingual>> = {
  population: { zh: '适用人员', en: 'Whom it reaches' },
  period: { zh: '周期', en: 'Period' },
  require: { zh: '要求', en: 'Requirements' },
  recognise: { zh: '认定', en: 'Recognition' },
  convert: { zh: '折算', en: 'Conversion' },
  conflicts: { zh: '重复与重叠', en: 'Repetition and overlap' },
  allocate: { zh: '计入哪一期', en: 'Which period it serves' },
  caps: { zh: '上限', en: 'Caps' },
  spill: { zh: '调剂', en: 'Spill-over' },
  carryOver: { zh: '结转', en: 'Carry-over' },
  extension: { zh: '补学', en: 'Extra time' },
  prorate: { zh: '折减', en: 'Proration' },
  exempt: { zh: '免减', en: 'Exemption' },
  satisfiedBy: { zh: '视为达到', en: 'Taken as met' },
  other: { zh: '其他', en: 'Other' },
}

const groupSheets = {
  district: { zh: '按区', en: 'By district' },
  employer: { zh: '按单位', en: 'By employer' },
  titleLevel: { zh: '按职称级别', en: 'By title level' },
  class: { zh: '按人员类别', en: 'By class of person' },
} as const satisfies Record<keyof DryRunReport['groups'], Bilingual>
const groupHeaders: Record<Language, readonly string[]> = {
  zh: ['人数', '变为未达标', '变为达标', '变为待定', '新纳入', '不再适用'],
  en: [
    'People',
    'no longer meet it',
    'come to meet it',
    'become undetermined',
    'newly reached',
    'reached no more',
  ],
}
const noGroup: Bilingual = { zh: '未登记', en: 'not on record' }

/** What a report says beside its list of people: a sheet of the changed rules, and one for each way of grouping. */
export const reportSheets = ({ changes = [], groups }: DryRunReport, language: Language): SheetToWrite[] => [
  {
    name: changeSheet[language],
    columns: changeHeaders[language].map((header, at) => ({ header, width: at === 2 || at === 3 ? 40 : 16 })),
    rows: changes.flatMap((change) => changeRows(change, language)),
  },
  ...(Object.keys(groupSheets) as (keyof typeof groupSheets)[]).map((by) => ({
    name: groupSheets[by][language],
    columns: [groupSheets[by][language], ...groupHeaders[language]].map((header, at) => ({
      header,
      width: at === 0 ? 28 : 14,
    })),
    rows: groups[by].map((one): readonly WrittenCell[] => [
      one.id === null ? noGroup[language] : (nameIn(one, language) ?? one.id),
      one.people,
      one.newlyShort,
      one.newlyMet,
      one.newlyUndetermined,
      one.newlyReached,
      one.newlyOutside,
    ]),
  })),
]

const nameIn = (group: object, language: Language): string | null => {
  const name = 'name' in group ? (group.name as Bilingual | null) : null
  return name && (name[language] || name.zh)
}

/** What a rule of the difference is called in a cell: its part, and what it says. */
export const changeName = ({ part, before, after }: DryRunChange, language: Language): string => {
  const text = (after ?? before)?.[language]
  const of = partWords[part]?.[language] ?? part
  return text ? `${of}${language === 'zh' ? '：' : ': '}${text}` : of
}

/** A row for each measure that a change gives or takes, one where it does neither. */
const changeRows = (
  { part, change, before, after, people, activities, amounts }: DryRunChange,
  language: Language,
): (readonly WrittenCell[])[] => {
  const head = [
    partWords[part]?.[language] ?? part,
    changeWords[change][language],
    before && before[language],
    after && after[language],
    people,
    activities,
  ]
  if (amounts.length === 0) return [[...head, null, null, null]]
  return amounts.map(({ unit, gained, lost }) => [
    ...head,
    unit[language],
    exactCell(gained),
    exactCell(lost),
  ])
}
