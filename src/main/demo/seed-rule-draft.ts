import { readDraft, saveDraft, startDraft } from '../../areas/rule-studio/contract.ts'
import { startDryRun } from '../../areas/rule-studio/contract/dry-runs.ts'
import { act, travel, type DemoHouse } from './demo-house.ts'
import type { DemoSetting } from './seed-setting.ts'

type Json = Record<string, unknown>

/** The rule in force with other amounts, under a title that says what it is. */
const amended = (pack: Json): Json => ({
  ...(JSON.parse(
    JSON.stringify(pack)
      .replaceAll('"atLeast":"72"', '"atLeast":"84"')
      .replaceAll('"atLeast":"12"', '"atLeast":"14"'),
  ) as Json),
  title: {
    zh: '653工程年度学习要求（演示用修订草案：14天或84学时）',
    en: 'Project 653, yearly requirement (demonstration draft: 14 days or 84 hours)',
  },
})

const studied = (minutes: number): Json => ({
  schema: 'zhixin.facts/1',
  ask: { on: '2007-12-31', period: '2007' },
  person: { id: 'p-1', facts: { programme: [{ value: ['653-information'] }] } },
  activities: [
    {
      id: 'a1',
      kind: 'class',
      category: 'professional',
      mode: 'face-to-face',
      from: '2007-05-14',
      to: '2007-05-25',
      quantity: { minutes },
      evidence: { passed: true },
      recognitions: [{ act: 'recognised', by: 'system', on: '2007-05-25' }],
    },
  ],
})

const lineOf = (counted: string): Json => ({
  obligations: [
    {
      id: 'annual',
      periods: [{ key: '2007', lines: [{ id: 'either', alternatives: [{ id: 'hours', counted }] }] }],
    },
  ],
})

const cases: Json[] = [
  { name: '一年84学时：恰好达标', facts: studied(84 * 45), expect: { standing: 'met', ...lineOf('84') } },
  {
    name: '一年83学时：差1学时',
    facts: studied(83 * 45 + 44),
    expect: { standing: 'unmet', ...lineOf('83') },
  },
]

/** A draft somebody is writing: what if the year asked for 14 days or 84 hours? Run over the first year; not proposed. */
export const seedRuleDraft = async (
  house: DemoHouse,
  { office, programmeId }: DemoSetting,
): Promise<void> => {
  travel(house, '2008-11-18', '10:00')
  const { draftId } = await act(house, office, startDraft, { body: { packId: '653-2006', from: 'pack' } })
  const { pack, revision } = await act(house, office, readDraft, { params: { draftId } })
  await act(house, office, saveDraft, {
    params: { draftId },
    body: { revision, pack: amended(pack), cases },
  })
  await act(house, office, startDryRun, { params: { draftId }, body: { programmeId, period: '2007' } })
  await house.settle()
}
