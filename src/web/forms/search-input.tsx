import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons'
import { Input, type InputProps } from 'antd'
import { useWords } from '../i18n/words.ts'

/** The search box of a screen, which the key `/` leads to. */
export const SearchInput = (props: InputProps) => {
  const say = useWords('ui')
  return (
    <Input
      data-search
      type="search"
      maxLength={100}
      allowClear={{ clearIcon: <CloseCircleFilled aria-label={say('clear')} /> }}
      prefix={<SearchOutlined aria-hidden />}
      {...props}
    />
  )
}
