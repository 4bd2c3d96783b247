import { describe, expect, it } from 'vitest'
import {
  approvalAfter,
  standingOn,
  type ApprovalDecision,
  type ApprovalStatus,
  type GrantedApproval,
} from './approval.ts'

const statuses: ApprovalStatus[] = ['draft', 'submitted', 'approved', 'refused', 'suspended', 'withdrawn']
const decisions: ApprovalDecision[] = ['approve', 'refuse', 'return', 'suspend', 'resume', 'withdraw']

describe('the decisions about an approval', () => {
  it('lead along these ways and no others', () => {
    const ways = statuses.flatMap((status) =>
      decisions.flatMap((decision) => {
        const after = approvalAfter(status, decision)
        return after.ok ? [`${status} ${decision} ${after.value}`] : []
      }),
    )
    expect(ways).toEqual([
      'submitted approve approved',
      'submitted refuse refused',
      'submitted return draft',
      'approved suspend suspended',
      'approved withdraw withdrawn',
      'suspended resume approved',
      'suspended withdraw withdrawn',
    ])
  })

  it('are refused by the name of the state', () => {
    expect(approvalAfter('withdrawn', 'resume')).toMatchObject({ ok: false, code: 'approval.withdrawn' })
  })
})

describe('the standing of an institution on a day', () => {
  const approval = (status: ApprovalStatus, fromDay: string, toDay: string): GrantedApproval => ({
    status,
    modes: ['distance'],
    fromDay,
    toDay,
  })

  it('is approved from the first to the last day, both included', () => {
    const approvals = [approval('approved', '2007-01-01', '2007-12-31')]
    expect(standingOn(approvals, '2007-01-01')).toMatchObject({ standing: 'approved', modes: ['distance'] })
    expect(standingOn(approvals, '2007-12-31')).toMatchObject({ standing: 'approved' })
    expect(standingOn(approvals, '2008-01-01')).toEqual({
      standing: 'expired',
      from: '2007-01-01',
      to: '2007-12-31',
    })
  })

  it('is that of the renewal once it begins, and tells the latest dates when all have ended', () => {
    const approvals = [
      approval('approved', '2007-01-01', '2007-12-31'),
      approval('approved', '2008-01-01', '2008-12-31'),
    ]
    expect(standingOn(approvals, '2008-06-01')).toMatchObject({ standing: 'approved', to: '2008-12-31' })
    expect(standingOn(approvals, '2009-01-01')).toMatchObject({ standing: 'expired', to: '2008-12-31' })
  })

  it('is none for what was only applied for, suspended or withdrawn', () => {
    for (const status of ['draft', 'submitted', 'refused', 'suspended', 'withdrawn'] as const) {
      expect(standingOn([approval(status, '2007-01-01', '2007-12-31')], '2007-06-01'), status).toEqual({
        standing: 'none',
      })
    }
  })
})
