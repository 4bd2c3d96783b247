import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons'
import { Select, type SelectProps } from 'antd'
import type { DefaultOptionType } from 'antd/es/select/index.js'
import { useWords } from '../i18n/words.ts'

/** A select that can be searched or cleared: what the library draws for that has no name but an English one. */
export const Choice = <V, O extends DefaultOptionType = DefaultOptionType>({
  allowClear,
  showSearch,
  ...props
}: SelectProps<V, O>) => {
  const say = useWords('ui')
  return (
    <Select<V, O>
      {...props}
      {...(allowClear
        ? { allowClear: { label: say('clear'), clearIcon: <CloseCircleFilled aria-hidden /> } }
        : {})}
      {...(showSearch
        ? {
            showSearch: {
              ...(showSearch === true ? {} : showSearch),
              searchIcon: <SearchOutlined aria-hidden />,
            },
          }
        : {})}
    />
  )
}
