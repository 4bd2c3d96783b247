import { accounts } from './accounts.ts'
import { approvals } from './approvals.ts'
import { catalogue } from './catalogue.ts'
import { certificates } from './certificates.ts'
import { closings } from './closings.ts'
import { declarations } from './declarations.ts'
import { delegations } from './delegations.ts'
import { events } from './events.ts'
import { examConsole } from './exam-console.ts'
import { exams } from './exams.ts'
import { facts } from './facts.ts'
import { help } from './help.ts'
import { invitations } from './invitations.ts'
import { keys } from './keys.ts'
import { ledger } from './ledger.ts'
import { merges } from './merges.ts'
import { messages } from './messages.ts'
import { moves } from './moves.ts'
import { notices } from './notices.ts'
import { organisations } from './organisations.ts'
import { people } from './people.ts'
import { programme } from './programme.ts'
import { register } from './register.ts'
import { ruleConditions, ruleDays } from './rule-conditions.ts'
import { ruleFields } from './rule-fields.ts'
import { ruleFrameFields } from './rule-frame-fields.ts'
import { ruleKinds } from './rule-kinds.ts'
import { ruleParts } from './rule-parts.ts'
import { rules } from './rules.ts'
import { secondFactor } from './second-factor.ts'
import { sentCodes } from './sent-codes.ts'
import { shell } from './shell.ts'
import { sso } from './sso.ts'
import { states } from './states.ts'
import { tasks } from './tasks.ts'
import { titleReviews } from './title-reviews.ts'
import { training } from './training.ts'
import { ui } from './ui.ts'

/** Every word of the Chinese screens, by area. */
export const zh = {
  shell,
  ui,
  states,
  events,
  facts,
  help,
  exams,
  examConsole,
  accounts,
  approvals,
  catalogue,
  certificates,
  closings,
  declarations,
  delegations,
  invitations,
  keys,
  ledger,
  merges,
  messages,
  moves,
  notices,
  organisations,
  people,
  programme,
  register,
  ruleConditions,
  ruleDays,
  ruleForms: { ...ruleFields, ...ruleFrameFields, ...ruleKinds, ...ruleParts },
  rules,
  secondFactor,
  sentCodes,
  sso,
  tasks,
  titleReviews,
  training,
}
