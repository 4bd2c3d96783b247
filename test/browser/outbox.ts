import { type JourneyClient, journeyClient, until } from '../../scripts/journey/journey-client.ts'

interface Delivery {
  readonly id: string
  readonly template: string
  readonly readable: boolean
}

/** What a message of this kind to that address says. */
export type ReadOutbox = (template: string, to: string) => Promise<string>

/** Reads the outbox of the demonstration as its office does, until a message of this kind to that address is there. */
export const outboxOf = (office: JourneyClient): ReadOutbox => {
  const look = async (template: string, to: string): Promise<string | undefined> => {
    const { items } = await office.get<{ items: Delivery[] }>('/api/v1/office/deliveries?state=kept&limit=20')
    for (const { id } of items.filter((one) => one.template === template && one.readable)) {
      const message = await office.post<{ to: string; text: string }>(`/api/v1/office/deliveries/${id}/open`)
      if (message.to === to) return message.text
    }
    return undefined
  }
  return async (template, to) => {
    const found = await until(
      () => look(template, to),
      (text) => text !== undefined,
      60,
      `${template} for ${to}`,
    )
    return found ?? ''
  }
}

export const digitsIn = (text: string): string => /\d{6}/.exec(text)?.[0] ?? ''

/** Registers somebody alone, with the code the outbox holds for the phone. */
export const registerAlone = async <T extends { readonly phone: string }>(
  baseUrl: string,
  read: ReadOutbox,
  typed: T,
): Promise<{ personId: string; signIn: string }> => {
  const client = journeyClient(baseUrl)
  const { codeId } = await client.post<{ codeId: string }>('/api/v1/sent-codes', {
    purpose: 'register',
    signIn: typed.phone,
  })
  const code = digitsIn(await read('registration-code', typed.phone))
  return client.post('/api/v1/people', { ...typed, code, codeId })
}
