import {
  CloseCircleFilled,
  CloseOutlined,
  DownOutlined,
  EyeInvisibleOutlined,
  EyeOutlined,
  LoadingOutlined,
} from '@ant-design/icons'
import type { ConfigProviderProps } from 'antd'
import { useWords } from '../i18n/words.ts'

/** In a list to choose from: the library's own is a picture of a tray with “No data”. */
const NoChoice = () => <p className="hint">{useWords('ui')('noChoice')}</p>

/**
 * What the component library is told once for all screens. Its icons call themselves by their English names; beside a
 * name in the reader's language, or as mere decoration, they are hidden from readers of screens.
 */
export const componentDefaults = {
  renderEmpty: (name) => (name === 'Select' ? <NoChoice /> : undefined),
  button: { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden /> },
  select: { suffixIcon: <DownOutlined aria-hidden />, loadingIcon: <LoadingOutlined aria-hidden /> },
  datePicker: { allowClear: { clearIcon: <CloseCircleFilled aria-hidden /> } },
  inputPassword: {
    iconRender: (shown) => (shown ? <EyeOutlined aria-hidden /> : <EyeInvisibleOutlined aria-hidden />),
  },
  drawer: { closeIcon: <CloseOutlined aria-hidden /> },
  // The second press of a double click falls beside the dialog that the first one opened.
  modal: { mask: { closable: false }, closeIcon: <CloseOutlined aria-hidden /> },
} satisfies ConfigProviderProps
