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
  /** Subject: the person. Data: { exemption, programme, from, to, extent, reason, on }. */
  exemptionGranted: 'ledger.exemptionGranted',
  /** Subject: the person. Data: { exemption, programme, reason, on }. */
  exemptionEnded: 'ledger.exemptionEnded',
  /** A pass over the whole register was begun. Data: { run, period }. */
  registerRunStarted: 'ledger.registerRunStarted',
  /** The list of people of a run was taken out as a file. Data: { run, period, standing }. */
  registerExported: 'ledger.registerExported',
} as const
