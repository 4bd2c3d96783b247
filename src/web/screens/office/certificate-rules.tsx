import { Radio } from 'antd'
import { readCertificateRules, setCertificateRule } from '../../../areas/certificates/contract.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { useWords } from '../../i18n/words.ts'
import { DatedRuleForm, DatedRules } from './dated-rules.tsx'

type Typed = BodyOf<typeof setCertificateRule>
type Rule = ReplyOf<typeof readCertificateRules>['fallback']

/** What a class earns and the paper it is printed on: the office's dated decisions. */
export const CertificateRules = ({ programmeId }: { programmeId: string }) => {
  const say = useWords('certificates')
  return (
    <DatedRules
      of="certificate-rule"
      say={say}
      read={useAsk(readCertificateRules, { params: { programmeId } })}
      text={(rule, basis) => <RuleText rule={rule} basis={basis} />}
      form={(now, close) => <RuleForm programmeId={programmeId} now={now} close={close} />}
    />
  )
}

const RuleText = ({ rule, basis }: { rule: Rule; basis: string }) => {
  const say = useWords('certificates')
  const ui = useWords('ui')
  return (
    <div>
      <div>{ui('labelled', { name: say('ruleWithoutExam'), text: say(`type.${rule.withoutExam}`) })}</div>
      <div>
        {ui('labelled', {
          name: say('ruleNotPassed'),
          text: say(rule.notPassed ? 'ruleNotPassedYes' : 'ruleNotPassedNo'),
        })}
      </div>
      <div>
        {ui('labelled', { name: say('rulePaper'), text: say(`paper.${rule.paper}`) })}{' '}
        <span className="hint">{basis}</span>
      </div>
    </div>
  )
}

const RuleForm = ({ programmeId, now, close }: { programmeId: string; now: Rule; close: () => void }) => {
  const say = useWords('certificates')
  const set = useCommand(setCertificateRule)
  const { withoutExam, notPassed, paper } = now
  return (
    <DatedRuleForm<Typed & { basis: string }>
      say={say}
      body={setCertificateRule.body}
      now={{ withoutExam, notPassed, paper }}
      save={(body) => set.run({ params: { programmeId }, body })}
      close={close}
    >
      <Field name="withoutExam" label={say('ruleWithoutExam')}>
        <Radio.Group
          options={(['attendance', 'pass'] as const).map((value) => ({
            value,
            label: say(`type.${value}`),
          }))}
        />
      </Field>
      <Field name="notPassed" label={say('ruleNotPassed')}>
        <Radio.Group
          options={[
            { value: true, label: say('ruleNotPassedYes') },
            { value: false, label: say('ruleNotPassedNo') },
          ]}
        />
      </Field>
      <Field name="paper" label={say('rulePaper')}>
        <Radio.Group
          options={(['landscape', 'portrait'] as const).map((value) => ({
            value,
            label: say(`paper.${value}`),
          }))}
        />
      </Field>
    </DatedRuleForm>
  )
}
