import pg from 'pg'

/** Texts of the statements this process sends while something happens, in order; `begin` and `commit` among them. */
export const statementsOf = async (act: () => Promise<unknown>): Promise<string[]> => {
  const texts: string[] = []
  const real = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...given: Parameters<typeof real>) {
    const [first] = given as unknown as [string | { text: string }]
    texts.push(typeof first === 'string' ? first : first.text)
    return real.apply(this, given) as never
  } as never
  try {
    await act()
  } finally {
    pg.Client.prototype.query = real
  }
  return texts
}
