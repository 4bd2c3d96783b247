import type { ColumnType } from 'kysely'
import type { BatchFacts, BatchVerdict } from '../domain/batch-check.ts'
import type { Paper } from '../domain/certificate-rule.ts'
import type { CertificateType } from '../domain/content.ts'
import type { MarkKind } from '../domain/mark.ts'

type Instant = ColumnType<Date, Date | string, never>
type JsonOf<T> = ColumnType<T, string, string>

export type CertificateStatus = 'valid' | 'superseded' | 'revoked'

export interface CertificateTables {
  certificateKey: { keyId: string; publicJwk: JsonOf<PublicJwk>; firstUsedAt: Instant }
  certificateCounter: { series: string; next: number }
  certificate: {
    number: string
    type: CertificateType
    status: ColumnType<CertificateStatus, CertificateStatus | undefined, CertificateStatus>
    revokedOn: ColumnType<string | null, string | null | undefined, string | null>
    supersededBy: ColumnType<string | null, string | null | undefined, string | null>
    supersedes: string | null
    holder: string
    holderGrams: string[]
    title: string
    titleEn: string
    className: string | null
    classNameEn: string
    hours: string
    grade: string | null
    gradeZh: string | null
    gradeEn: string | null
    examDate: string | null
    issuedOn: string
    issuer: string
    issuerEn: string
    logIndex: number
    programmeId: string
    classId: string | null
    enrolmentId: string | null
    personId: string
    institutionId: string | null
    employerId: string | null
    closingId: string | null
    closingRowId: string | null
    period: string | null
  }
  certificateContent: {
    number: string
    content: string
    contentHash: Buffer
    keyId: string
    signature: Buffer
  }
  certificateLog: {
    index: number
    kind: LogKind
    number: string
    entry: string
    leafHash: Buffer
    at: Instant
  }
  certificateLogNode: { level: number; index: number; hash: Buffer }
  certificateLogHead: { treeSize: number; rootHash: Buffer; at: Instant; keyId: string; signature: Buffer }
  certificateChange: {
    logIndex: number
    number: string
    kind: 'supersede' | 'revoke'
    cause: string
    reason: string
    changedBy: string | null
    at: Instant
  }
  certificatePdf: { number: string; bodyHash: Buffer; fileHash: Buffer; seal: string; madeAt: Instant }
  certificateCredential: { number: string; form: CredentialForm; credential: string; madeAt: Instant }
  certificateStatus: { number: string; list: number; index: number }
  certificateRule: {
    programmeId: string
    fromDay: string
    withoutExam: 'attendance' | 'pass'
    notPassed: boolean
    paper: Paper
    basis: string
    setBy: string | null
    setAt: ColumnType<Date, Date, Date>
  }
  certificateErasure: {
    number: string
    contentHash: Buffer
    reason: string
    erasedBy: string | null
    erasedAt: Instant
  }
  certificateImage: { sha256: Buffer; bytes: Buffer; addedAt: Instant }
  certificateMark: {
    programmeId: string
    kind: MarkKind
    fromDay: string
    sha256: Buffer | null
    signatory: string
    setBy: string | null
    setAt: ColumnType<Date, Date, Date>
  }
  batchCheck: {
    id: string
    organisationId: string
    accountId: string
    purpose: string
    fileName: string
    total: number
    done: ColumnType<number, number | undefined, number>
    missed: ColumnType<number, number | undefined, number>
    state: ColumnType<'running' | 'done' | 'stopped', 'running' | undefined, 'running' | 'done' | 'stopped'>
    createdAt: ColumnType<Date, Date, never>
  }
  batchCheckRow: {
    batchId: string
    row: number
    number: string
    name: string
    verdict: BatchVerdict | null
    facts: ColumnType<BatchFacts | null, string | null, string | null>
  }
  shareLink: {
    id: string
    personId: string
    number: string | null
    tokenHash: Buffer
    note: string
    expiresAt: ColumnType<Date, Date, never>
    revokedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    createdAt: ColumnType<Date, Date, never>
  }
  certificateHold: {
    enrolmentId: string
    classId: string
    personId: string
    code: string
    params: JsonOf<Record<string, string | number>>
    at: ColumnType<Date, Date, Date>
  }
  validationHold: {
    closingRowId: string
    closingId: string
    personId: string
    code: string
    params: JsonOf<Record<string, string | number>>
    at: ColumnType<Date, Date, Date>
  }
}

/** `compact`: the text of the QR code. */
export type CredentialForm = 'jwt' | 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' | 'compact'

export type LogKind = 'issue' | 'supersede' | 'revoke'
export interface PublicJwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
}

/** Frozen on closing by training; the part a certificate needs. */
export interface OutcomeRead {
  readonly attendedMinutes: number
  readonly score: string | null
  readonly maximum: string | null
  readonly grade: string | null
  /** Absent in outcomes frozen before there were grades in two languages. */
  readonly gradeEn?: string | null
  readonly examDate: string | null
  readonly decision: 'completed' | 'not-completed'
  readonly reasons: readonly { readonly code: string }[]
}

/** Views of other areas that certificates read. */
export interface Published {
  pubProgramme: {
    id: string
    code: string
    name: string
    nameEn: string
    officeId: string
    zone: string
    rulePack: string
    numbering: unknown
  }
  pubOrganisation: { id: string; name: string; nameEn: string; districtId: string | null; demo: boolean }
  pubCourse: {
    versionId: string
    code: string
    number: number
    title: string
    titleEn: string
    examSpec: object | null
  }
  pubTrainingClass: {
    id: string
    programmeId: string
    institutionId: string
    courseVersionId: string
    filingNumber: string
    name: string
    nameEn: string
    mode: string
    fromDay: string
    toDay: string
    state: string
    demo: boolean
  }
  pubEnrolment: {
    id: string
    classId: string
    personId: string
    employerId: string | null
    state: string
    position: number
    outcome: OutcomeRead | null
  }
  pubPerson: { id: string; name: string; demo: boolean; survivorId: string }
}

export type Certificates = CertificateTables & Published
