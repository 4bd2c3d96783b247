import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '../../i18n/words.ts'
import { chooseTheme, themeChoices, useThemeChoice } from '../theme.ts'

const icons = { auto: DesktopOutlined, light: SunOutlined, dark: MoonOutlined } as const

/** As the system, light, dark: each press goes one further. */
export const ThemeSwitch = () => {
  const say = useWords('shell')
  const choice = useThemeChoice()
  const Icon = icons[choice]
  const next = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length] ?? 'auto'
  return (
    <Button
      type="text"
      icon={<Icon aria-hidden />}
      aria-label={say(`theme-${choice}`)}
      title={say(`theme-${choice}`)}
      onClick={() => chooseTheme(next)}
    />
  )
}
