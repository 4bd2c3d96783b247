import { readAttendanceRules, setAttendanceRule } from '../../../areas/training/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FractionField } from '../../forms/fraction-field.tsx'
import { fractionText } from '../../i18n/fraction.ts'
import { useWords } from '../../i18n/words.ts'
import { DatedRuleForm, DatedRules } from './dated-rules.tsx'

type Rule = BodyOf<typeof setAttendanceRule>

/** How much of a class one must attend to complete it: the office's dated decisions. */
export const AttendanceRules = ({ programmeId }: { programmeId: string }) => {
  const say = useWords('training')
  return (
    <DatedRules
      of="attendance-rule"
      say={say}
      read={useAsk(readAttendanceRules, { params: { programmeId } })}
      text={(rule, basis) => (
        <div>
          <strong>{fractionText(shareOf(rule))}</strong> <span className="hint">{basis}</span>
        </div>
      )}
      form={(now, close) => <RuleForm programmeId={programmeId} share={shareOf(now)} close={close} />}
    />
  )
}

const shareOf = (rule: Rule | Rule['share']): Rule['share'] => ('share' in rule ? rule.share : rule)

interface FormProps {
  readonly programmeId: string
  readonly share: Rule['share']
  readonly close: () => void
}

const RuleForm = ({ programmeId, share, close }: FormProps) => {
  const say = useWords('training')
  const set = useCommand(setAttendanceRule)
  return (
    <DatedRuleForm<Rule & { basis: string }>
      say={say}
      body={setAttendanceRule.body}
      now={{ share }}
      save={(body) => set.run({ params: { programmeId }, body })}
      close={close}
    >
      <Field name="share" label={say('ruleShare')} help={say('ruleShareHelp')}>
        <FractionField aria-label={say('ruleShare')} />
      </Field>
    </DatedRuleForm>
  )
}
