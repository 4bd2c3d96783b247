import { fileURLToPath } from 'node:url'
import { dayInZone, timeInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { undrawable } from '../../../kernel/undrawable.ts'
import { pdfRenderer, rendererVersion } from '../../../platform/adapters/pdf-typst.ts'
import { fontFiles } from '../../../platform/adapters/typefaces.ts'
import type { Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { showSitting } from './read-sittings.ts'
import { listTickets } from './tickets.ts'

const renderer = pdfRenderer()
const template = fileURLToPath(new URL('../templates/tickets.typ', import.meta.url))

/** Printers' mark for a character that is not in the case. */
const missing = '〓'
const drawable = (text: string): string => {
  const lacking = new Set(undrawable(text))
  return [...text].map((character) => (lacking.has(character) ? missing : character)).join('')
}

/** Admission tickets of a sitting, eight on a page to be cut apart, by room and seat. */
export const printTickets = async (
  services: Services,
  sittingId: string,
  by: Asking,
): Promise<Result<Uint8Array<ArrayBuffer>, string>> => {
  const [sitting, tickets] = await Promise.all([
    services.ask(showSitting, { sittingId }, by),
    services.ask(listTickets, { sittingId }, by),
  ])
  if (!sitting.ok) return sitting
  if (!tickets.ok) return tickets
  if (sitting.value.phase === 'cancelled') return refuse('exam.cancelled')
  if (tickets.value.items.length === 0) return refuse('exam.no-candidates')
  const { title, titleEn, siteName, opensAt, closesAt, entryUntil, durationMinutes, number } = sitting.value
  const { zone, publicUrl } = services.ports
  const time = (instant: string): string => timeInZone(new Date(instant), zone)
  const content = {
    number,
    title: drawable(title),
    titleEn,
    site: drawable(siteName ?? ''),
    day: dayInZone(new Date(opensAt), zone),
    opens: time(opensAt),
    closes: time(closesAt),
    entry: time(entryUntil),
    minutes: durationMinutes,
    address: `${publicUrl}/exam`,
    tickets: tickets.value.items.map(({ name, ticketNumber, code, room, seat }) => ({
      name: drawable(name),
      ticketNumber,
      code,
      room: drawable(room ?? ''),
      seat: seat === null ? '' : String(seat),
    })),
  }
  return ok(
    await renderer.render({
      typesetter: rendererVersion.version,
      template,
      inputs: { content: JSON.stringify(content) },
      codes: { qr: content.address },
      images: {},
      fonts: Object.values(fontFiles),
      manyPages: true,
    }),
  )
}
