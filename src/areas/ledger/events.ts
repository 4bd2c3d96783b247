/** What closings tell. Names of people stay out. */
export const ledgerEvents = {
  /** Subject: the programme, as of all of these. Data: { closing, period, kind, people, reason }. */
  closingCounted: 'ledger.closingCounted',
  /** Data: { closing, period, kind }. */
  closingConfirmed: 'ledger.closingConfirmed',
  /** Data: { closing, period }. */
  closingDropped: 'ledger.closingDropped',
  /** Every row stands. Data: { closing, period, kind, rows, met, unmet, undetermined, digest }. */
  periodClosed: 'ledger.periodClosed',
  /** A pass over the whole register was begun. Data: { run, period }. */
  registerRunStarted: 'ledger.registerRunStarted',
} as const
