import { systemActor } from '../../../access/index.ts'
import type { Services } from '../../../platform/services.ts'
import { findPdf } from '../store/certificates.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { openCertificate } from './open-certificate.ts'
import { tellPrints } from './record-pdf.ts'

/** Job that draws certificates soon after issue, so that the hash of the first print is on record from the beginning. */
export const drawJob = 'certificates.draw'

export const drawCertificates = async (
  services: Services,
  data: { readonly numbers: readonly string[] },
): Promise<void> => {
  const waiting = [...data.numbers]
  const drawNext = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift())
      await drawOne(services, number)
  }
  // One is put on record while the next is drawn.
  await Promise.all([drawNext(), drawNext()])
  const by = { actor: systemActor, requestId: `draw ${data.numbers[0]}` }
  const told = await services.perform(tellPrints, { numbers: data.numbers }, by)
  if (!told.ok) throw new Error(`first prints: ${told.code}`)
}

const drawOne = async (services: Services, number: string): Promise<void> => {
  if (await findPdf(services.db, number)) return
  const by = { actor: systemActor, requestId: `draw ${number}` }
  const certificate = await services.ask(openCertificate, { number }, by)
  if (!certificate.ok) return
  const drawn = await certificatePdf(services, certificate.value, by.requestId)
  // A refusal is on record already, and trying again would refuse again.
  if (!drawn.ok) services.log.warn({ number, code: drawn.code }, 'certificate not drawn')
}
