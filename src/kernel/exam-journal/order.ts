/** One candidate's order: questions by slot, options by id. */
export type Order = readonly { readonly slot: string; readonly options: readonly string[] }[]

interface Ordered {
  readonly slot: string
  readonly options: readonly { readonly id: string }[]
}

/** Puts questions and their options into a candidate's order; the one function for the centre and for a page that opens a sealed paper. */
export const inOrder = <Q extends Ordered>(questions: readonly Q[], order: Order): Q[] => {
  const bySlot = new Map(questions.map((question) => [question.slot, question]))
  return order.flatMap(({ slot, options }) => {
    const question = bySlot.get(slot)
    if (!question) return []
    const byId = new Map(question.options.map((option) => [option.id, option]))
    return [{ ...question, options: options.flatMap((id) => byId.get(id) ?? []) }]
  })
}
