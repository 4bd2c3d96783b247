import { dayInZone } from '../../../kernel/calendar.ts'
import { actionRoute, queryRoute, type Route, sent } from '../../../platform/http/route.ts'
import { uploadedFile } from '../../../platform/http/uploaded-file.ts'
import { certificateMarks, endMark, giveMark, specimen } from '../app/certificate-marks.ts'
import { drawSpecimen } from '../app/specimen.ts'
import * as contract from '../contract/marks.ts'

/** Seal and signature of the office: set from a day on, and seen on a specimen before any certificate bears them. */
export const markRoutes: readonly Route[] = [
  queryRoute(contract.readCertificateMarks, certificateMarks),
  actionRoute(contract.setCertificateMark, 'certificate-rule.set', (call) =>
    giveMark(call.services, { ...call.params, ...call.query }, () => uploadedFile(call.request), call.by),
  ),
  actionRoute(contract.endCertificateMark, 'certificate-rule.set', (call) =>
    endMark(call.services, { ...call.params, ...call.body }, call.by),
  ),
  actionRoute(contract.certificateSpecimen, specimen.action, async (call) => {
    const { on = dayInZone(call.services.now(), call.services.ports.zone), paper = 'landscape' } = call.query
    const order = await call.services.ask(specimen, { ...call.params, on, paper }, call.by)
    if (!order.ok) return order
    const file = await drawSpecimen(order.value, order.value.images)
    void call.reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'inline; filename="specimen.pdf"')
      .type('application/pdf')
      .send(Buffer.from(file))
    return sent
  }),
]
