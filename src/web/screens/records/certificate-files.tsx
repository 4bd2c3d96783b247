import { DownOutlined, FilePdfOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { certificateJson, certificateJwt, certificatePdf } from '../../../areas/certificates/contract.ts'
import { certificateCredential } from '../../../areas/certificates/contract/credentials.ts'
import { addressOf } from '../../api/call.ts'
import { useWords } from '../../i18n/words.ts'

/** The certificate as files: PDF to read and print, signed JSON to check, an Open Badge in three forms for other systems. */
export const CertificateFiles = ({
  number,
  size = 'middle',
}: {
  number: string
  size?: 'small' | 'middle'
}) => {
  const say = useWords('certificates')
  const params = { params: { number } }
  const credential = (proof: 'eddsa-rdfc-2022' | 'eddsa-jcs-2022') =>
    addressOf(certificateCredential, { ...params, query: { proof } })
  const items = [
    {
      file: 'json',
      address: addressOf(certificateJson, params),
      word: say('json'),
      hint: say('jsonHint'),
    },
    { file: 'jwt', address: addressOf(certificateJwt, params), word: say('jwt'), hint: say('jwtHint') },
    {
      file: 'vc-eddsa-rdfc-2022.json',
      address: credential('eddsa-rdfc-2022'),
      word: say('rdfc'),
      hint: say('rdfcHint'),
    },
    {
      file: 'vc-eddsa-jcs-2022.json',
      address: credential('eddsa-jcs-2022'),
      word: say('jcs'),
      hint: say('jcsHint'),
    },
  ].map(({ file, address, word, hint }) => ({
    key: file,
    label: (
      <a href={address} download={`${number}.${file}`}>
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
