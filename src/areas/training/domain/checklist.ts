export interface ClosingFacts {
  readonly sessions: number
  readonly ended: number
  readonly confirmed: number
  readonly examNeeded: boolean
  readonly sittings: number
  readonly released: number
  readonly people: number
}

export interface ChecklistItem {
  readonly item: 'held' | 'attendance' | 'results' | 'people'
  readonly done: boolean
  readonly ready: number
  readonly total: number
  readonly needed: boolean
}

/** What must be true before a class is closed, in the order in which it becomes true. */
export const checklist = (facts: ClosingFacts): ChecklistItem[] => {
  const item = (name: ChecklistItem['item'], ready: number, total: number, needed = true): ChecklistItem => ({
    item: name,
    ready,
    total,
    needed,
    done: !needed || (total > 0 && ready === total),
  })
  return [
    item('people', facts.people, facts.people),
    item('held', facts.ended, facts.sessions),
    item('attendance', facts.confirmed, facts.sessions),
    item('results', facts.released, Math.max(facts.sittings, facts.examNeeded ? 1 : 0), facts.examNeeded),
  ]
}
