import { SwapOutlined } from '@ant-design/icons'
import { useActingRole } from '../../api/session.ts'
import { useWords } from '../../i18n/words.ts'

/** While one acts for somebody else: for whom, on every screen. */
export const ActingBar = () => {
  const say = useWords('delegations')
  const delegation = useActingRole()?.delegation
  if (!delegation) return null
  return (
    <p className="shell-acting" role="status">
      <SwapOutlined aria-hidden /> {say('behalfBar', { name: delegation.giver, to: delegation.to })}
    </p>
  )
}
