import { useQueryClient } from '@tanstack/react-query'
import { CheckOutlined, DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { actAs, roleKey, useActingRole, useSession, type HeldRole } from '../../api/session.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'

/** As whom one acts: organisation and role. A menu only where there is more than one. */
export const RoleSwitch = () => {
  const say = useWords('shell')
  const session = useSession()
  const acting = useActingRole()
  const navigate = useNavigate()
  const client = useQueryClient()
  if (!session || !acting) return null
  if (session.roles.length === 1) {
    return (
      <span className="shell-role">
        <RoleWords held={acting} />
      </span>
    )
  }
  const items = session.roles.map((held) => ({
    key: roleKey(held),
    label: <RoleWords held={held} />,
    icon: roleKey(held) === roleKey(acting) ? <CheckOutlined aria-hidden /> : <span className="menu-gap" />,
  }))
  const choose = (key: string) => {
    const held = session.roles.find((one) => roleKey(one) === key)
    if (!held) return
    actAs(held)
    // What was read as somebody else is not what this role may read.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    void navigate({ to: '/' })
  }
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key) }}>
      <Button type="text" className="shell-role" aria-label={say('actAs')} aria-haspopup="menu">
        <RoleWords held={acting} /> <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  )
}

const RoleWords = ({ held }: { held: HeldRole }) => {
  const say = useWords('shell')
  const delegations = useWords('delegations')
  const language = useLanguage()
  return (
    <span className="role-words">
      {held.organisationName && (
        <span className="role-organisation">
          {eitherName(language, held.organisationName, held.organisationNameEn ?? '')}
        </span>
      )}
      <span className="role-name">
        {say(`role-${held.role}`)}
        {held.delegation && (
          <strong className="role-behalf">
            {' · '}
            {delegations('onBehalfOf', { name: held.delegation.giver })}
          </strong>
        )}
      </span>
    </span>
  )
}
