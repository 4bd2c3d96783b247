import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>

export interface PublicityTables {
  notice: {
    id: string
    programmeId: string | null
    title: string
    titleEn: Generated<string>
    body: string
    bodyEn: Generated<string>
    publishedOn: string
    withdrawnAt: Instant | null
    withdrawnReason: Generated<string>
    revision: Generated<number>
    demo: Generated<boolean>
    createdBy: string | null
    createdAt: Instant
  }
  pubProgramme: { id: string; name: string; nameEn: string }
}
