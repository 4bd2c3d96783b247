import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyHash, questionHash, withOpaqueIds, type KeyedQuestion } from './item.ts'
import { paperHash, permutationHash, permute, type PaperItem } from './paper.ts'
import { journalRoot, readReceiptCode, receiptCode } from './receipt.ts'
import { plainProfile } from './scoring.ts'

const digest = (text: string): string => hash('sha256', text)
const question: KeyedQuestion = {
  kind: 'single',
  title: '题一',
  stem: '一学时是多少分钟？',
  options: [
    { id: 'A', text: '45' },
    { id: 'B', text: '60' },
    { id: 'C', text: '50' },
  ],
  key: ['A'],
}

describe('questions and papers', () => {
  it('gives options ids that follow from the text and not from letter or place', () => {
    const turned = {
      ...question,
      options: [
        { id: 'A', text: '50' },
        { id: 'B', text: '45' },
        { id: 'C', text: '60' },
      ],
      key: ['B'],
    }
    expect(withOpaqueIds(turned, digest)).toEqual(withOpaqueIds(question, digest))
    const made = withOpaqueIds(question, digest)
    expect(made.options.find(({ id }) => id === (made.key as string[])[0])?.text).toBe('45')
  })

  it('tells two options of the same words apart', () => {
    const same = {
      ...question,
      options: [
        { id: 'A', text: '45' },
        { id: 'B', text: '45' },
      ],
    }
    expect(new Set(withOpaqueIds(same, digest).options.map(({ id }) => id)).size).toBe(2)
  })

  it('changes the seal with any change of question, key, marks, order or profile', () => {
    const made = withOpaqueIds(question, digest)
    const asked = questionHash(made, digest)
    const item: PaperItem = {
      slot: 'q1',
      versionId: 'v1',
      questionHash: asked,
      keyHash: keyHash(asked, made.key, digest),
      points: '2',
    }
    const second = { ...item, slot: 'q2', versionId: 'v2' }
    const seal = (items: PaperItem[], profile = plainProfile) =>
      paperHash({ title: '试卷', items, profile }, digest)
    const seals = [
      seal([item, second]),
      seal([second, item]),
      seal([{ ...item, points: '3' }, second]),
      seal([{ ...item, keyHash: keyHash(asked, ['other'], digest) }, second]),
      seal([{ ...item, questionHash: questionHash({ ...made, stem: '改' }, digest) }, second]),
      seal([item, second], { ...plainProfile, multiple: 'partial' }),
    ]
    expect(new Set(seals).size).toBe(seals.length)
  })

  it('gives every candidate each question and each option exactly once, a judgement in its own order', () => {
    const items = [
      { slot: 'q1', kind: 'single' as const, options: question.options },
      {
        slot: 'q2',
        kind: 'judgement' as const,
        options: [
          { id: 'true', text: '对' },
          { id: 'false', text: '错' },
        ],
      },
      { slot: 'q3', kind: 'multiple' as const, options: question.options },
    ]
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (stream) => {
        const drawn = permute(items, (bound) => (stream.next().value as number) % bound)
        expect(drawn.map(({ slot }) => slot).toSorted()).toEqual(['q1', 'q2', 'q3'])
        for (const { slot, options } of drawn) {
          const ids = items.find((item) => item.slot === slot)?.options.map(({ id }) => id) ?? []
          expect([...options].toSorted()).toEqual([...ids].toSorted())
        }
        expect(drawn.find(({ slot }) => slot === 'q2')?.options).toEqual(['true', 'false'])
      }),
    )
  })

  it('binds a permutation to its paper', () => {
    const order = [{ slot: 'q1', options: ['a', 'b'] }]
    expect(permutationHash('p1', order, digest)).not.toBe(permutationHash('p2', order, digest))
  })
})

describe('receipts', () => {
  const frozen = {
    attempt: 'a',
    paperHash: 'p',
    submittedAt: '2026-11-22T01:00:00.000Z',
    by: 'candidate' as const,
    heads: [{ epoch: 1, seq: 3, hash: 'aa' }],
  }

  it('is another code when one answer differs', () => {
    const other = { ...frozen, heads: [{ epoch: 1, seq: 3, hash: 'ab' }] }
    expect(receiptCode(journalRoot(frozen, digest))).not.toBe(receiptCode(journalRoot(other, digest)))
  })

  it('is read back however it was copied by hand', () => {
    const code = receiptCode(journalRoot(frozen, digest))
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    expect(readReceiptCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(code)
    expect(readReceiptCode('O0IL-1111-2222')).toBe('0011-1111-2222')
    for (const bad of ['', 'ABC', 'UUUU-UUUU-UUUU']) expect(readReceiptCode(bad)).toBeNull()
  })
})
