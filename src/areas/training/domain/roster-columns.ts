/** What a roster column may mean. Only `name` and `identity` are needed. */
export const rosterFields = [
  'name',
  'identity',
  'identityKind',
  'phone',
  'email',
  'employer',
  'title',
  'titleLevel',
  'education',
  'degree',
  'major',
  'qualification',
  'post',
] as const
export type RosterField = (typeof rosterFields)[number]

/** A cell as the sheet reader gives it; a `fault` is a formula without value or an error value. */
export type RosterCell = string | number | null | { readonly fault: string; readonly text: string }

export interface RosterColumns {
  /** Position of each field's column, from 0. */
  readonly at: { readonly [F in RosterField]?: number }
  /** Headers as the file writes them, by position. */
  readonly headers: readonly string[]
  /** Headers of columns that mean nothing here, in file order. */
  readonly ignored: readonly string[]
}

/** Names a header may go by, the plainest first: where two columns claim a field, the earlier name wins and the other is ignored. */
const names: { readonly [F in RosterField]: string } = {
  name: `姓名 学员姓名 人员姓名 参训人员姓名 参训人姓名 报名人姓名 中文姓名 名字 学员 参训人员 name fullname studentname traineename
    participantname learnername employeename personname chinesename nameinchinese participant trainee`,
  identity: `身份证号 身份证号码 居民身份证号 居民身份证号码 公民身份号码 公民身份证号 公民身份证号码 身份证件号 身份证件号码 证件号 证件号码
    有效证件号 有效证件号码 学员身份证号 学员身份证号码 身份证 身份号码 idnumber idno idcardnumber idcardno identitynumber identityno
    identitycardnumber identitycardno nationalid nationalidnumber nationalidno residentid residentidnumber residentidno residentidentitynumber
    identitydocumentnumber identitydocumentno documentnumber documentno citizenid idcard identitycard identity passportnumber passportno
    护照号 护照号码 台胞证号 台胞证号码 台湾居民来往大陆通行证号 台湾居民来往大陆通行证号码 回乡证号 回乡证号码 港澳居民来往内地通行证号
    港澳居民来往内地通行证号码 id`,
  identityKind: `证件类型 证件类别 证件种类 证件名称 身份证件类型 idtype documenttype iddocumenttype identitytype identitydocumenttype typeofid`,
  phone: `手机 手机号 手机号码 移动电话 联系手机 本人手机 联系电话 电话 电话号码 联系方式 mobile mobilephone mobilenumber mobileno cellphone
    cell phone phonenumber phoneno telephone tel contactnumber contactphone`,
  email: `邮箱 电子邮箱 电子邮件 邮箱地址 电子邮箱地址 邮件 email emailaddress mail mailaddress`,
  employer: `工作单位 单位 单位名称 工作单位名称 所在单位 所在单位名称 用人单位 用人单位名称 任职单位 公司 公司名称 企业 企业名称 单位全称
    工作单位全称 employer employername company companyname organisation organization organisationname organizationname workunit unit
    workplace placeofwork institution`,
  title: `职称 专业技术职称 专业技术职务 技术职称 现有职称 职称名称 专业技术资格 现任专业技术职务 title professionaltitle technicaltitle`,
  titleLevel: `职称级别 职称等级 职称层次 专业技术职称级别 级别 titlelevel professionaltitlelevel titlegrade level`,
  education: `学历 最高学历 文化程度 学历层次 education educationlevel levelofeducation highesteducation`,
  degree: `学位 最高学位 degree academicdegree highestdegree`,
  major: `专业 所学专业 专业名称 毕业专业 学历专业 major fieldofstudy speciality specialty`,
  qualification: `职业资格 资格证书 资格证书名称 职业资格证书 软考资格 计算机资格 专业资格 qualification qualifications certificate
    professionalqualification`,
  post: `岗位 岗位名称 工作岗位 从事岗位 职务 现任职务 行政职务 职位 post position job jobtitle jobposition role`,
}

const byName: ReadonlyMap<string, { readonly field: RosterField; readonly rank: number }> = new Map(
  rosterFields.flatMap((field) =>
    names[field].split(/\s+/).map((name, rank) => [name, { field, rank }] as const),
  ),
)

/** A header without width, case, spaces, stars, colons and remarks in brackets: `＊ 身 份 证 号（必填）：` is 身份证号. */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The document a column of numbers is headed with, where it is not the identity card: 护照号, `Passport No.` */
export const documentOfHeader = (
  header: string,
): 'passport' | 'taiwan-permit' | 'hk-macau-permit' | undefined => {
  const plain = plainHeader(header)
  if (/身份|居民身份|identity|id(number|no|card)/.test(plain)) return undefined
  if (/护照|passport/.test(plain)) return 'passport'
  if (/台胞|台湾/.test(plain)) return 'taiwan-permit'
  return /回乡证|港澳/.test(plain) ? 'hk-macau-permit' : undefined
}

/** Lists in two languages head a column `姓名/Name`: where the whole says nothing, the Chinese part or the latin one may. */
const fieldOf = (header: string): { readonly field: RosterField; readonly rank: number } | undefined => {
  const plain = plainHeader(header)
  const whole = byName.get(plain)
  if (whole) return whole
  const part =
    byName.get(plain.replace(/[^\p{Script=Han}]/gu, '')) ?? byName.get(plain.replace(/[^a-z]/g, ''))
  return part && { field: part.field, rank: part.rank + weaker }
}

const weaker = 1000

export type HeaderReading =
  | { readonly kind: 'header'; readonly columns: RosterColumns }
  /** Names at least two known columns, but a needed one is missing. */
  | { readonly kind: 'incomplete'; readonly missing: readonly ('name' | 'identity')[] }
  | { readonly kind: 'other' }

const headerText = (cell: RosterCell | undefined): string =>
  typeof cell === 'string' ? cell.replace(/\s+/g, ' ').trim() : String(typeof cell === 'number' ? cell : '')

/**
 * Tells whether a row is a roster's header, and what its columns mean. `above` are the groups of a header in two rows: they
 * are asked where a column's own name says nothing, as 名称 under 单位.
 */
export const readRosterHeader = (
  cells: readonly RosterCell[],
  above: readonly RosterCell[] = [],
): HeaderReading => {
  const headers = cells.map(headerText)
  const best = new Map<RosterField, { readonly at: number; readonly rank: number }>()
  for (const [at, header] of headers.entries()) {
    const found = fieldOf(header) ?? (header === '' ? undefined : fieldOf(headerText(above[at]) + header))
    if (found && found.rank < (best.get(found.field)?.rank ?? Number.POSITIVE_INFINITY))
      best.set(found.field, { at, rank: found.rank })
  }
  const missing = (['name', 'identity'] as const).filter((field) => !best.has(field))
  if (missing.length > 0) return best.size >= 2 ? { kind: 'incomplete', missing } : { kind: 'other' }
  const used = new Set([...best.values()].map(({ at }) => at))
  return {
    kind: 'header',
    columns: {
      at: Object.fromEntries([...best].map(([field, { at }]) => [field, at])),
      headers,
      ignored: headers.filter((header, at) => header !== '' && !used.has(at)),
    },
  }
}
