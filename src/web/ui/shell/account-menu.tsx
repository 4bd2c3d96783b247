import { useQueryClient } from '@tanstack/react-query'
import { UserOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { setLanguage } from '../../../areas/accounts/contract.ts'
import { call } from '../../api/call.ts'
import { actAs, roleKey, useActingRole, useSession, useSignOut } from '../../api/session.ts'
import { eitherName, speak, useLanguage, useWords } from '../../i18n/words.ts'
import { chooseTheme, themeChoices, useNarrow, useThemeChoice } from '../theme.ts'

/** The person's own menu; on phones it holds role, language and light as well. */
export const AccountMenu = () => {
  const say = useWords('shell')
  const delegations = useWords('delegations')
  const client = useQueryClient()
  const session = useSession()
  const acting = useActingRole()
  const narrow = useNarrow()
  const language = useLanguage()
  const theme = useThemeChoice()
  const navigate = useNavigate()
  const signOut = useSignOut()
  if (!session) return null
  const roles = session.roles.map((held) => ({
    key: `role ${roleKey(held)}`,
    label: [
      eitherName(language, held.organisationName ?? '', held.organisationNameEn ?? ''),
      say(`role-${held.role}`),
      held.delegation && delegations('onBehalfOf', { name: held.delegation.giver }),
    ]
      .filter(Boolean)
      .join(' · '),
  }))
  const items: MenuProps['items'] = [
    { key: 'profile', label: say('profile') },
    { key: 'help', label: say('help') },
    { key: 'keys', label: say('keyHelp') },
    ...(narrow
      ? [
          { type: 'divider' as const },
          ...(roles.length > 1
            ? [{ key: 'roles', type: 'group' as const, label: say('actAs'), children: roles }]
            : []),
          { key: 'language', label: language === 'zh' ? 'English' : '中文' },
          { key: 'theme', label: say(`theme-${theme}`) },
        ]
      : []),
    { type: 'divider' as const },
    { key: 'out', label: say('signOut') },
  ]
  const choose = async (key: string) => {
    if (key === 'profile') await navigate({ to: '/account' })
    else if (key === 'help') await navigate({ to: '/help' })
    else if (key === 'keys') document.dispatchEvent(new CustomEvent('zhixin:keys'))
    else if (key === 'theme')
      chooseTheme(themeChoices[(themeChoices.indexOf(theme) + 1) % themeChoices.length] ?? 'auto')
    else if (key === 'language') {
      const to = language === 'zh' ? 'en' : 'zh'
      await speak(to)
      await call(setLanguage, { body: { language: to } }).catch(() => undefined)
    } else if (key === 'out') {
      await signOut()
      await navigate({ to: '/sign-in' })
    } else {
      const held = session.roles.find((one) => `role ${roleKey(one)}` === key)
      if (held) actAs(held)
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
      await navigate({ to: '/' })
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectedKeys: acting ? [`role ${roleKey(acting)}`] : [],
        onClick: ({ key }) => void choose(key),
      }}
    >
      <Button
        type="text"
        icon={<UserOutlined aria-hidden />}
        aria-label={say('accountMenu', { name: session.account.name })}
        aria-haspopup="menu"
      >
        {narrow ? null : session.account.name}
      </Button>
    </Dropdown>
  )
}
