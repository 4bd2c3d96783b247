import { Button, Form, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import {
  beginSignOnLink,
  listSignOnLinks,
  readSignOn,
  removeSignOnLink,
} from '../../../areas/accounts/contract/sso.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { sentence } from '../../../wire/problems/index.ts'
import { call } from '../../api/call.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import { useView } from '../../ui/table/view.ts'

type SignOnLink = ReplyOf<typeof listSignOnLinks>['items'][number]

/** One's identity at the provider: linked, used, unlinked. Absent where there is no provider and nothing was linked. */
export const SignOnLinks = () => {
  const say = useWords('sso')
  const provider = useAsk(readSignOn, {}).data?.provider
  const links = useAsk(listSignOnLinks, {})
  const [linking, setLinking] = useState(false)
  const failed = useReturn()
  if (provider === undefined || (provider === null && (links.data?.items.length ?? 0) === 0)) return null
  return (
    <section className="block" aria-labelledby="sign-on">
      <h2 id="sign-on">{say('title')}</h2>
      <p className="block-lead">{provider ? say('lead', { name: provider.name }) : say('leadGone')}</p>
      {failed && (
        <p className="door-told" role="alert">
          {failed}
        </p>
      )}
      <Reading of={links} lines={2}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <p className="block-lead">{say('none')}</p>
            ) : (
              <ul className="lines">
                {items.map((link) => (
                  <Linked key={link.id} link={link} />
                ))}
              </ul>
            )}
            {provider && !items.some(({ current }) => current) && (
              <Button onClick={() => setLinking(true)}>{say('link')}</Button>
            )}
          </>
        )}
      </Reading>
      {provider && linking && <LinkForm name={provider.name} close={() => setLinking(false)} />}
    </section>
  )
}

/** How the way to the provider and back ended (`?sso=`), said once. */
const useReturn = (): string | null => {
  const say = useWords('sso')
  const language = useLanguage()
  const [view, setView] = useView()
  const [code, setCode] = useState<string | null>(null)
  const told = view['sso']
  useEffect(() => {
    if (told === undefined) return
    if (told === 'linked') announce(say('linked'))
    else setCode(told)
    setView({ sso: undefined })
  }, [told, say, setView])
  return code === null ? null : sentence(code, language)
}

const Linked = ({ link }: { link: SignOnLink }) => {
  const say = useWords('sso')
  const [asking, setAsking] = useState(false)
  const unlink = useCommand(removeSignOnLink, {
    done: () => {
      setAsking(false)
      announce(say('unlinked'))
    },
  })
  return (
    <li>
      <div>
        <strong>{link.provider}</strong>
        {!link.current && <span className="hint"> · {say('former')}</span>}
        <div className="hint">
          {say('linkedAt')} {shortInstant(link.linkedAt)} ·{' '}
          {link.lastUsedAt ? `${say('lastUsed')} ${shortInstant(link.lastUsedAt)}` : say('never')}
        </div>
      </div>
      <Button onClick={() => setAsking(true)}>{say('unlink')}</Button>
      <Modal
        open={asking}
        title={say('unlinkTitle', { name: link.provider })}
        okText={say('unlink')}
        cancelText={say('cancel')}
        confirmLoading={unlink.busy}
        onOk={() => unlink.send({ params: { linkId: link.id } })}
        onCancel={() => setAsking(false)}
      >
        <p>{say('unlinkText')}</p>
        <ProblemNotice error={unlink.error} />
      </Modal>
    </li>
  )
}

const LinkForm = ({ name, close }: { name: string; close: () => void }) => {
  const say = useWords('sso')
  const [form] = Form.useForm<{ password: string }>()
  const rules = useRules(beginSignOnLink.body)
  const save = async ({ password }: { password: string }) => {
    const { address } = await call(beginSignOnLink, { body: { password } })
    location.assign(address)
  }
  return (
    <Modal open title={say('linkTitle', { name })} footer={null} onCancel={close}>
      <p className="confirm-text">{say('linkText')}</p>
      <FormPage form={form} initial={{}} save={save} submitWord={say('linkGo')}>
        <Field name="password" label={say('password')} rules={rules('password', 'required')}>
          <Input.Password autoComplete="current-password" />
        </Field>
      </FormPage>
    </Modal>
  )
}
