import type { ExemptionView } from '../../../areas/ledger/contract/exemptions.ts'
import { useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { saidAmount, unitName } from './unit-name.ts'

/** What an exemption takes off, in words. */
export const useExempted = (): ((one: Pick<ExemptionView, 'extent' | 'lines'>) => string) => {
  const say = useWords('ledger')
  const either = useEitherName()
  const language = useLanguage()
  return ({ extent, lines }) => {
    if (extent === 'full') return say('exemption.full')
    if ('share' in extent) return say('exemption.part', { share: extent.share })
    return lines
      .map(({ name, amount, unit }) =>
        say('exemption.off', {
          line: either(name.zh, name.en),
          amount: saidAmount(language, amount),
          unit: unitName(language, unit, amount),
        }),
      )
      .join(say('servesComma'))
  }
}
