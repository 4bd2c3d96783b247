import type { Measure } from '../pack/scope.ts'

/** The scale of lines that ask for things done, not for amounts. */
export const itemMeasure: Measure = {
  id: 'done',
  unit: 'item',
  zh: '项',
  en: 'item',
  perUnit: 1,
  isTime: false,
  nominalMinutes: null,
}
