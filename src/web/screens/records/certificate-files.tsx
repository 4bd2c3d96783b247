import { DownOutlined, FilePdfOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { certificateJson, certificateJwt, certificatePdf } from '../../../areas/certificates/contract.ts'
import { addressOf } from '../../api/call.ts'
import { useWords } from '../../i18n/words.ts'

/** The certificate as files: PDF to read and print, signed JSON to check, JWT for other systems. */
export const CertificateFiles = ({
  number,
  size = 'middle',
}: {
  number: string
  size?: 'small' | 'middle'
}) => {
  const say = useWords('certificates')
  const params = { params: { number } }
  const items = [
    { key: 'json', address: addressOf(certificateJson, params), word: say('json'), hint: say('jsonHint') },
    { key: 'jwt', address: addressOf(certificateJwt, params), word: say('jwt'), hint: say('jwtHint') },
  ].map(({ key, address, word, hint }) => ({
    key,
    label: (
      <a href={address} download={`${number}.${key}`}>
        {word}
        <div className="hint">{hint}</div>
      </a>
    ),
  }))
  return (
    <>
      <Button
        type="primary"
        size={size}
        icon={<FilePdfOutlined aria-hidden />}
        href={addressOf(certificatePdf, params)}
        target="_blank"
        rel="noopener"
      >
        {say('pdf')}
      </Button>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size={size} aria-haspopup="menu">
          {say('files')} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    </>
  )
}
