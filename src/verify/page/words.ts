import type { Note, Reason, Verdict } from '../verdict.ts'

export type Language = 'zh' | 'en'

type Sentences = {
  readonly [word in
    | 'title'
    | 'lead'
    | 'language'
    | 'files'
    | 'filesHelp'
    | 'choose'
    | 'text'
    | 'textHelp'
    | 'checkText'
    | 'keys'
    | 'keysHelp'
    | 'keysNone'
    | 'keyAdd'
    | 'keyAdded'
    | 'keyNone'
    | 'keep'
    | 'keepHelp'
    | 'results'
    | 'resultsNone'
    | 'checking'
    | 'scanned'
    | 'reasons'
    | 'notes'
    | 'askStatus'
    | 'signedBy'
    | 'number'
    | 'holder'
    | 'what'
    | 'class'
    | 'hours'
    | 'requirement'
    | 'exempt'
    | 'grade'
    | 'issuedOn'
    | 'issuer']: string
} & { readonly [verdict in `verdict.${Verdict['verdict']}`]: string } & {
  readonly [form in `form.${Verdict['form']}`]: string
} & { readonly [reason in `reason.${Reason}`]: string } & {
  readonly [note in `note.${Note['code']}`]: string
}

export const words: Readonly<Record<Language, Sentences>> = {
  zh: {
    title: '离线核验证书',
    lead: '证书文件只在本机核验，不上传，也不联网。把本页保存下来，断网时同样可用。',
    language: 'English',
    files: '证书文件',
    filesHelp: 'PDF、JSON、JWT，或嵌入徽章的 PNG、SVG，可以多个；也可以直接拖到这里。',
    choose: '选择文件',
    text: '二维码内容',
    textHelp: '用手机扫描证书上的二维码，把得到的整段文字粘贴在这里。',
    checkText: '核验',
    keys: '信任的公钥',
    keysHelp: '签名须与其中之一相符。公钥应取自发证办公室的网站，而不是出示证书的人。',
    keysNone: '本页没有带公钥：签名无法归于任何人，请先添加。',
    keyAdd: '添加公钥文件',
    keyAdded: '已添加 {count} 个公钥。',
    keyNone: '这个文件里没有 Ed25519 公钥（JWK、JWK 集或 PEM）。',
    keep: '保存本页',
    keepHelp: '一个文件，连同这里的公钥。',
    results: '核验结果',
    resultsNone: '还没有核验任何证书。',
    checking: '正在核验……',
    scanned: '二维码',
    reasons: '原因',
    notes: '说明',
    askStatus: '联网查询这张证书现在是否有效',
    signedBy: '签名公钥',
    number: '证书编号',
    holder: '持证人',
    what: '内容',
    class: '培训班',
    hours: '学时',
    requirement: '学习要求',
    exempt: '经批准全部免除',
    grade: '成绩',
    issuedOn: '颁发日期',
    issuer: '颁发单位',
    'verdict.valid': '签名有效，内容未改动',
    'verdict.invalid': '无效：内容与签名不符',
    'verdict.cannot-check': '无法判断',
    'form.json': '签名 JSON',
    'form.jwt': 'JWT 凭证',
    'form.vc': 'W3C 凭证',
    'form.pdf': 'PDF',
    'form.qr': '二维码',
    'form.unknown': '未知文件',
    'reason.file.too-large': '文件太大。',
    'reason.file.not-recognised': '不是能识别的证书文件或证书二维码。',
    'reason.image.no-badge': '图片里没有嵌入数字徽章；纸质证书的照片不能这样核验，请扫描其二维码。',
    'reason.json.malformed': '文件内容残缺，不是完整的 JSON。',
    'reason.json.duplicate-key': '同一项内容出现了两次，含义不清。',
    'reason.json.too-deep': '文件结构过深。',
    'reason.json.unknown-member': '签名范围之外添加了内容。',
    'reason.json.no-canonical-form': '内容没有唯一的写法，签名无从谈起。',
    'reason.content.schema-unknown': '证书的格式版本不认识。',
    'reason.content.hash-mismatch': '内容与其校验值不符：签发后被改动过。',
    'reason.signature.wrong': '签名不符：内容被改动过，或签名是伪造的。',
    'reason.key.unknown': '签名所用的公钥不在信任之列，无法确认是谁签发的。',
    'reason.key.unsupported': '这个浏览器不能核验 Ed25519 签名，请换较新的浏览器。',
    'reason.date.not-yet': '颁发日期在今天之后。',
    'reason.date.expired': '已过有效期。',
    'reason.log.absent': '没有附带收录证明。',
    'reason.log.entry-mismatch': '附带的日志条目不是这张证书的。',
    'reason.log.proof-wrong': '收录证明不成立。',
    'reason.log.head-wrong': '日志树头的签名不符。',
    'reason.jwt.malformed': '不是完整的 JWT。',
    'reason.jwt.unsigned': 'JWT 没有签名。',
    'reason.jwt.algorithm': 'JWT 用了这里不支持的算法。',
    'reason.vc.proof-form': '这种证明方式需要联网的服务器核验：请改用这张证书的 PDF、签名 JSON 或 JWT。',
    'reason.qr.malformed': '二维码内容残缺或被改动过。',
    'reason.pdf.no-seal': 'PDF 没有电子封签，或是重新保存、打印过的副本。',
    'reason.pdf.changed': 'PDF 的页面被改动过。',
    'reason.pdf.no-certificate': 'PDF 里没有附带签名证书。',
    'reason.pdf.other-certificate': 'PDF 里附带的是另一张证书。',
    'note.signature.by-own-key': '签名与文件自带的公钥相符：签名后未被改动，但不能据此确认签发者。',
    'note.status.not-checked': '没有查询现在的状态：{on} 之前是否撤销或更换，本页不知道。',
    'note.log.proven': '已收录于证书日志第 {index} 条，树头共 {treeSize} 条。',
    'note.log.not-in-form': '这种形式不带日志收录证明。',
    'note.log.later-than-issue': '收入日志的时间晚于颁发日期。',
    'note.qr.address-unsigned': '码中的网址（{address}）不在签名之内：打开前请确认是发证单位的网站。',
  },
  en: {
    title: 'Check a certificate offline',
    lead: 'Certificates are checked on this machine: nothing is uploaded and no network is used. Save this page and it works without one.',
    language: '中文',
    files: 'Certificate files',
    filesHelp: 'PDF, JSON, JWT, or PNG and SVG with a badge, one or many; they can be dropped here too.',
    choose: 'Choose files',
    text: 'Text of a QR code',
    textHelp: 'Scan the code on the certificate with a phone and paste the whole text here.',
    checkText: 'Check',
    keys: 'Trusted keys',
    keysHelp:
      'A signature must fit one of these. Take keys from the office’s own site, not from whoever shows the certificate.',
    keysNone: 'This page came without a key: no signature can be told to be anybody’s. Add one first.',
    keyAdd: 'Add a key file',
    keyAdded: '{count} keys added.',
    keyNone: 'There is no Ed25519 public key in this file (JWK, JWK set or PEM).',
    keep: 'Save this page',
    keepHelp: 'One file, with the keys shown here.',
    results: 'Results',
    resultsNone: 'Nothing has been checked yet.',
    checking: 'Checking …',
    scanned: 'QR code',
    reasons: 'Reasons',
    notes: 'Notes',
    askStatus: 'Ask whether this certificate is in force now',
    signedBy: 'Signed with key',
    number: 'Certificate no.',
    holder: 'Holder',
    what: 'Of',
    class: 'Class',
    hours: 'Class hours',
    requirement: 'Requirement',
    exempt: 'Exempt from all of it',
    grade: 'Grade',
    issuedOn: 'Issued on',
    issuer: 'Issuer',
    'verdict.valid': 'Signature valid, content unchanged',
    'verdict.invalid': 'Invalid: content and signature do not agree',
    'verdict.cannot-check': 'Cannot be checked',
    'form.json': 'Signed JSON',
    'form.jwt': 'JWT credential',
    'form.vc': 'W3C credential',
    'form.pdf': 'PDF',
    'form.qr': 'QR code',
    'form.unknown': 'Unknown file',
    'reason.file.too-large': 'The file is too large.',
    'reason.file.not-recognised': 'This is no certificate file and no certificate’s QR code.',
    'reason.image.no-badge':
      'No badge is baked into this image. A photograph of paper cannot be checked like this: scan its QR code.',
    'reason.json.malformed': 'The file is broken: it is not whole JSON.',
    'reason.json.duplicate-key': 'A member stands there twice, so that its meaning is open.',
    'reason.json.too-deep': 'The file is nested too deep.',
    'reason.json.unknown-member': 'Something was added beyond what is signed.',
    'reason.json.no-canonical-form':
      'The content has no single way to be written, so no signature can cover it.',
    'reason.content.schema-unknown': 'The version of this certificate’s form is not known here.',
    'reason.content.hash-mismatch': 'The content does not fit its hash: it was changed after issue.',
    'reason.signature.wrong':
      'The signature does not fit: the content was changed, or the signature is forged.',
    'reason.key.unknown': 'The key it was signed with is not trusted here, so who issued it is not known.',
    'reason.key.unsupported': 'This browser cannot check Ed25519 signatures; a newer one can.',
    'reason.date.not-yet': 'It says it was issued after today.',
    'reason.date.expired': 'It has expired.',
    'reason.log.absent': 'It brings no proof that the log held it.',
    'reason.log.entry-mismatch': 'The log entry it brings is not its own.',
    'reason.log.proof-wrong': 'The proof that the log held it does not hold.',
    'reason.log.head-wrong': 'The signature of the log’s head does not fit.',
    'reason.jwt.malformed': 'This is not a whole JWT.',
    'reason.jwt.unsigned': 'The JWT is not signed.',
    'reason.jwt.algorithm': 'The JWT is signed with an algorithm not supported here.',
    'reason.vc.proof-form':
      'This kind of proof needs a server to check it: take the PDF, the signed JSON or the JWT of the certificate instead.',
    'reason.qr.malformed': 'The text of the code is incomplete or was changed.',
    'reason.pdf.no-seal': 'The PDF has no seal, or is a copy that was saved or printed anew.',
    'reason.pdf.changed': 'The page of the PDF was changed.',
    'reason.pdf.no-certificate': 'The PDF does not carry the signed certificate.',
    'reason.pdf.other-certificate': 'The PDF carries another certificate than it shows.',
    'note.signature.by-own-key':
      'The signature fits the key that the file brings: nothing was changed since, but that does not tell who signed.',
    'note.status.not-checked':
      'Its status was not asked for: whether it was revoked or replaced before {on} is not known here.',
    'note.log.proven': 'Entry {index} of the certificate log, whose head counts {treeSize}.',
    'note.log.not-in-form': 'This form brings no proof that the log held it.',
    'note.log.later-than-issue': 'It entered the log later than it says it was issued.',
    'note.qr.address-unsigned':
      'The address in the code ({address}) is not signed: before you open it, see that it is the issuer’s.',
  },
}

/** The sentence of a word with its values filled in. */
export const say = (
  language: Language,
  word: keyof Sentences,
  values: Readonly<Record<string, string | number>> = {},
): string =>
  words[language][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
