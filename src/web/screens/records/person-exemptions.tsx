import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import {
  endExemption,
  type ExemptionView,
  grantExemption,
  personExemptions,
} from '../../../areas/ledger/contract/exemptions.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Choice } from '../../forms/choice.tsx'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { today } from '../../i18n/dates.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useExempted } from '../professional/exempted.ts'

type Programme = ReplyOf<typeof personExemptions>['programmes'][number]

/** Decisions that free somebody of the hours; nothing at all where there are none and the reader gives none. */
export const PersonExemptions = ({ personId }: { personId: string }) => {
  const say = useWords('ledger')
  const [granting, setGranting] = useState(false)
  const [ending, setEnding] = useState<ExemptionView | null>(null)
  const read = useAsk(personExemptions, { params: { personId } })
  const end = useCommand(endExemption, {
    done: () => {
      setEnding(null)
      announce(say('exemption.ended'))
    },
  })
  const { items = [], programmes = [] } = read.data ?? {}
  if (items.length === 0 && programmes.length === 0) return null
  return (
    <section className="block" aria-labelledby="exemptions">
      <div className="block-head">
        <h2 id="exemptions">{say('exemption.title')}</h2>
        {programmes.length > 0 && <Button onClick={() => setGranting(true)}>{say('exemption.grant')}</Button>}
      </div>
      <p className="block-lead">{say(items.length > 0 ? 'exemption.lead' : 'exemption.none')}</p>
      <ul className="lines">
        {items.map((one) => (
          <Line key={one.id} exemption={one} end={() => setEnding(one)} />
        ))}
      </ul>
      {granting && <Grant personId={personId} programmes={programmes} close={() => setGranting(false)} />}
      <AskReason
        open={ending !== null}
        title={say('exemption.end')}
        label={say('exemption.endReason')}
        actWord={say('exemption.end')}
        danger
        busy={end.busy}
        error={end.error}
        act={(reason) =>
          ending && end.send({ params: { exemptionId: ending.id }, body: { reason: reason.slice(0, 300) } })
        }
        cancel={() => {
          setEnding(null)
          end.forget()
        }}
      >
        {say('exemption.endText')}
      </AskReason>
    </section>
  )
}

const Line = ({ exemption, end }: { exemption: ExemptionView; end: () => void }) => {
  const say = useWords('ledger')
  const either = useEitherName()
  const { from, to, ended } = exemption
  const what = useExempted()(exemption)
  return (
    <li>
      <div>
        <strong>{say('exemption.line', { from, to, what })}</strong>
        <div className="hint">
          {[exemption.reason, exemption.document, either(exemption.programmeName, exemption.programmeNameEn)]
            .filter(Boolean)
            .join(' · ')}
        </div>
        <div className="hint">{say('exemption.grantedOn', { on: exemption.grantedOn })}</div>
        {ended && <div className="hint">{say('exemption.endedOn', ended)}</div>}
      </div>
      <div className="lines-acts">
        <StatusTag
          tone={ended ? 'over' : 'good'}
          word={say(ended ? 'exemption.over' : 'exemption.standing')}
        />
        {exemption.may['exemption.grant'] && (
          <Button
            type="link"
            aria-label={`${say('exemption.end')} ${from} ${exemption.reason}`}
            onClick={end}
          >
            {say('exemption.end')}
          </Button>
        )}
      </div>
    </li>
  )
}

interface Typed {
  readonly programmeId: string
  readonly from: string
  readonly to: string
  readonly extent: 'full' | 'part' | 'line'
  readonly share?: string
  readonly line?: string
  readonly amount?: string
  readonly reason: string
  readonly document?: string
}

const Grant = ({
  personId,
  programmes,
  close,
}: {
  personId: string
  programmes: readonly Programme[]
  close: () => void
}) => {
  const say = useWords('ledger')
  const ui = useWords('ui')
  const either = useEitherName()
  const [form] = Form.useForm<Typed>()
  const grant = useCommand(grantExemption)
  const chosen = Form.useWatch('programmeId', form) ?? programmes[0]?.id
  const much = Form.useWatch('extent', form)
  const { reasons = null, lines = [] } = programmes.find(({ id }) => id === chosen) ?? {}
  const ofLine = Form.useWatch('line', form)
  const unit = lines.find(({ id }) => id === ofLine)?.unit
  const required = [{ required: true, message: ui('fieldRequired') }]
  const save = async ({ extent, share = '', line = '', amount = '', document, ...typed }: Typed) => {
    const extents = { full: 'full' as const, part: { share }, line: { lines: { [line]: amount } } }
    await grant.run({
      params: { personId },
      body: { ...typed, extent: extents[extent], ...(document ? { document } : {}) },
    })
    announce(say('exemption.granted'))
    close()
  }
  const year = today().slice(0, 4)
  const initial = {
    programmeId: programmes[0]?.id ?? '',
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    extent: 'full' as const,
  }
  return (
    <Modal open title={say('exemption.grant')} footer={null} onCancel={close}>
      <FormPage form={form} initial={initial} save={save} submitWord={say('exemption.grant')}>
        <Field name="programmeId" label={say('exemption.programme')} rules={required}>
          <Choice
            options={programmes.map(({ id, name, nameEn }) => ({ value: id, label: either(name, nameEn) }))}
          />
        </Field>
        <Field name="from" label={say('exemption.from')} rules={required}>
          <DayField />
        </Field>
        <Field name="to" label={say('exemption.to')} rules={required} help={say('exemption.toHelp')}>
          <DayField />
        </Field>
        <Field name="extent" label={say('exemption.extent')} rules={required}>
          <Choice
            options={[
              { value: 'full', label: say('exemption.full') },
              { value: 'part', label: say('exemption.partChoice') },
              ...(lines.length > 0 ? [{ value: 'line', label: say('exemption.lineChoice') }] : []),
            ]}
          />
        </Field>
        {much === 'part' && (
          <Field
            name="share"
            label={say('exemption.share')}
            rules={required}
            help={say('exemption.shareHelp')}
          >
            <Input maxLength={20} />
          </Field>
        )}
        {much === 'line' && (
          <>
            <Field name="line" label={say('exemption.ofLine')} rules={required}>
              <Choice
                options={lines.map(({ id, name }) => ({ value: id, label: either(name.zh, name.en) }))}
              />
            </Field>
            <Field
              name="amount"
              label={say('exemption.amount')}
              rules={required}
              help={say('exemption.amountHelp')}
            >
              <Input maxLength={12} {...(unit ? { suffix: either(unit.zh, unit.en) } : {})} />
            </Field>
          </>
        )}
        <Field name="reason" label={say('exemption.reason')} rules={required}>
          {reasons ? (
            <Choice options={reasons.map((value) => ({ value, label: value }))} />
          ) : (
            <Input maxLength={300} minLength={2} />
          )}
        </Field>
        <Field name="document" label={say('exemption.document')} optional={ui('optional')}>
          <Input maxLength={200} />
        </Field>
      </FormPage>
    </Modal>
  )
}
