import { problems } from './problem.ts'

export const certificateProblems = problems({
  'certificate.unknown': {
    status: 404,
    zh: '登记册中没有这个编号的证书。',
    en: 'There is no certificate of this number on the register.',
  },
  'certificate.check-wait': {
    status: 429,
    zh: '这张证书被输入过多个不符的姓名，请 {seconds} 秒后再核对，或使用证书上的二维码。',
    en: 'Several names that do not fit were tried for this certificate; try again in {seconds} seconds, or use the QR code on it.',
  },
  'certificate.check-pace': {
    status: 429,
    zh: '从这里查验过的编号太多，请 {seconds} 秒后再查。扫描证书上的二维码不受限制；查验很多证书请用人单位登录后批量查验。',
    en: 'Too many numbers were checked from here; try again in {seconds} seconds. The QR code on a certificate opens it at any time; employers who check many sign in and check by the sheet.',
  },
  'batch-check.no-file': {
    status: 400,
    zh: '请选择一个 .xlsx 或 .csv 文件。',
    en: 'Choose an .xlsx or .csv file.',
  },
  'batch-check.no-header': {
    status: 422,
    zh: '表中没有找到表头：须有“证书编号”和“姓名”两列。',
    en: 'No header was found: the sheet needs the columns “Certificate no.” and “Name”.',
  },
  'batch-check.day-full': {
    status: 429,
    zh: '本单位一天最多查验 {limit} 行，今天还可查验 {left} 行。',
    en: 'An organisation may check {limit} rows a day; {left} are left for today.',
  },
  'batch-check.misses': {
    status: 429,
    zh: '本单位一天内已有 {limit} 行的编号与姓名不符，批量查验暂停到明天。请核对表格，或逐本查验。',
    en: 'Within a day {limit} rows of your organisation did not fit; checking by the sheet pauses until tomorrow. Check the sheet, or check single certificates.',
  },
  'share.too-many': {
    status: 409,
    zh: '同时有效的分享链接最多 {limit} 个，请先收回不再需要的。',
    en: 'At most {limit} links may be open at a time; withdraw those no longer needed.',
  },
  'certificate.erase-mismatch': {
    status: 422,
    zh: '输入的姓名与此人登记的姓名不一致，没有销毁任何内容。',
    en: 'The name typed is not this person’s name on the register; nothing was destroyed.',
  },
  'certificate.nothing-to-erase': {
    status: 409,
    zh: '此人名下没有可销毁的证书内容。',
    en: 'This person has no certificate whose content could be destroyed.',
  },
  'certificate-mark.nothing-to-end': {
    status: 409,
    zh: '{from} 签发的证书上没有这种图像，没有可停用的。',
    en: 'Certificates issued on {from} bear no such image; there is nothing to end.',
  },
  'certificate-mark.signatory': {
    status: 400,
    zh: '请填写签名人姓名：它印在签名下方。',
    en: 'Say whose signature it is: the name is printed below it.',
  },
  'certificate-mark.not-png': {
    status: 422,
    zh: '这不是可以印制的 PNG 图像。请另存为 PNG 后再上传。',
    en: 'This is no PNG image that can be printed. Save it as PNG and upload it again.',
  },
  'certificate-mark.too-many-pixels': {
    status: 422,
    zh: '图像的边长不能超过 920 像素；300 像素印出来已足够清晰。',
    en: 'An image may be 920 pixels wide and high at most; 300 print sharply enough.',
  },
  'certificate-mark.too-heavy': {
    status: 422,
    zh: '用这幅图像，每本证书的文件将有 {kb} KB，超过 {most} KB。请裁去空白、缩小像素，另存为边缘不渐变的两色图后再上传。',
    en: 'With this image every certificate would be a file of {kb} kB, more than {most} kB. Crop it, and save it with fewer pixels, in two colours with sharp edges.',
  },
  'certificate.image-missing': {
    status: 409,
    zh: '证书所用的印章或签名图像缺失或被改动，无法按原样印制。请联系系统管理员运行 doctor。',
    en: 'An image of this certificate is missing or was changed, so it cannot be printed as it was issued. Ask the administrator to run doctor.',
  },
  'certificate.glyph-missing': {
    status: 422,
    zh: '证书字体中没有这些字：{characters}（{where}）。请先核对用字；确为生僻字的，需补充字体后再发证，以免印成空框。',
    en: 'The certificate’s font cannot draw these characters: {characters} ({where}). Check the spelling; a truly rare character needs another font before issue, or it would print as an empty box.',
  },
  'certificate.still-earned': {
    status: 409,
    zh: '证书 {number} 不在待撤销的名单里：持有人现已达标，或证书已不再有效。请刷新名单。',
    en: 'Certificate {number} is not on the list: its holder meets the requirement now, or it is valid no more. Load the list again.',
  },
  'certificate.numbering-faulty': {
    status: 422,
    zh: '本项目的证书编号规则不完整，无法编号。请在“项目设置”中改正。',
    en: 'The programme’s numbering scheme is incomplete, so no number can be given. Correct it in the programme settings.',
  },
  'certificate.number-taken': {
    status: 409,
    zh: '编号已被另一本证书使用，请检查各项目的编号前缀。',
    en: 'The number is already in use; check the numbering prefixes of the programmes.',
  },
  'certificate.revoked': {
    status: 409,
    zh: '这本证书已撤销，不能再变更。',
    en: 'This certificate is revoked and cannot be changed again.',
  },
  'certificate.superseded': {
    status: 409,
    zh: '这本证书已由 {by} 号证书取代，请对新证书办理。',
    en: 'This certificate has been superseded by {by}; act on the new one.',
  },
  'certificate.number-mismatch': {
    status: 422,
    zh: '输入的编号与这本证书不符，请照证书原样输入编号以确认。',
    en: 'The number typed is not this certificate’s; type it as it stands on the certificate to confirm.',
  },
  'certificate.nothing-to-correct': {
    status: 409,
    zh: '登记内容与证书一致，没有可更正之处。请先改正人员、课程或班级的登记。',
    en: 'The register says what the certificate says; there is nothing to correct. Correct the person, course or class first.',
  },
  'certificate.not-earned': {
    status: 409,
    zh: '登记表明此人未结业，不能换发；如属误发，请撤销。',
    en: 'By the register this person has not completed the class, so no new certificate can be issued; if this one was issued in error, revoke it.',
  },
  'certificate.type-unsupported': {
    status: 422,
    zh: '此类证书尚无模板。',
    en: 'There is no template for this type of certificate.',
  },
  'certificate.template-missing': {
    status: 500,
    zh: '缺少印制这本证书所用的模板，未予重印。内容和签名不受影响，请告知系统管理员。',
    en: 'The template this certificate was made with is missing, so it was not printed again. Content and signature are unaffected; tell the system’s keeper.',
  },
  'certificate.template-edited': {
    status: 500,
    zh: '印制这本证书所用的模板已被改动，未予重印。内容和签名不受影响，请告知系统管理员。',
    en: 'The template this certificate was made with has been edited, so it was not printed again. Content and signature are unaffected; tell the system’s keeper.',
  },
  'certificate.renderer-other': {
    status: 500,
    zh: '排版程序或字体与发证时不同，未予重印。内容和签名不受影响，请告知系统管理员。',
    en: 'The typesetter or its fonts are not those of the day of issue, so it was not printed again. Content and signature are unaffected; tell the system’s keeper.',
  },
  'certificate.reprint-differs': {
    status: 500,
    zh: '重印结果与首次印制不一致，已拒绝并记录。内容和签名不受影响，请告知系统管理员。',
    en: 'The reprint does not come out as the first print did; it was refused and recorded. Content and signature are unaffected; tell the system’s keeper.',
  },
  'log.index-unknown': {
    status: 404,
    zh: '日志中没有第 {index} 条，现有 {size} 条。',
    en: 'The log has no entry {index}; it holds {size}.',
  },
  'log.range': {
    status: 422,
    zh: '起止位置无效：应满足 0 ≤ 起 ≤ 止 ≤ {size}。',
    en: 'The range is not valid: 0 ≤ from ≤ to ≤ {size} must hold.',
  },
  'credential.invalid': {
    status: 422,
    zh: '凭证未通过核验，问题见各项。',
    en: 'The credential does not verify; what is wrong stands in the list.',
  },
  'credential.cannot-check': {
    status: 422,
    zh: '无法核验：所需的公钥、状态列表或上下文不在本机可及范围内。',
    en: 'It cannot be checked: a key, status list or context it needs is out of reach here.',
  },
  'credential.not-object': { status: 422, zh: '此处应为 JSON 对象。', en: 'This must be a JSON object.' },
  'credential.not-url': { status: 422, zh: '此处应为一个 URL。', en: 'This must be one URL.' },
  'credential.not-data-url': {
    status: 422,
    zh: '封装的凭证应以 data:application/vc+jwt, 形式的 URL 为标识。',
    en: 'The id of an envelope must be a URL of the form data:application/vc+jwt,….',
  },
  'credential.context-first': {
    status: 422,
    zh: '@context 应为数组，且以 W3C 可验证凭证的上下文开头。',
    en: '@context must be a list that begins with the context of W3C Verifiable Credentials.',
  },
  'credential.context-item': {
    status: 422,
    zh: '@context 的各项应为 URL 或对象。',
    en: 'Each item of @context must be a URL or an object.',
  },
  'credential.context-unknown': {
    status: 422,
    zh: '本机没有上下文 {url}，也不会从网络获取。',
    en: 'The context {url} is not on disk here, and none is fetched.',
  },
  'credential.json-ld': {
    status: 422,
    zh: '不能按 JSON-LD 读取：{reason}',
    en: 'It cannot be read as JSON-LD: {reason}',
  },
  'credential.term-undefined': {
    status: 422,
    zh: '上下文没有定义“{term}”，按 JSON-LD 读取会丢失内容。',
    en: 'No context defines "{term}"; read as JSON-LD it would be lost.',
  },
  'credential.type-missing': { status: 422, zh: '缺少 type。', en: 'There is no type.' },
  'credential.type-required': {
    status: 422,
    zh: 'type 中应有 {type}。',
    en: '{type} must be among the types.',
  },
  'credential.type-unmapped': {
    status: 422,
    zh: '类型“{type}”不对应任何 URL。',
    en: 'The type "{type}" stands for no URL.',
  },
  'credential.no-claim': {
    status: 422,
    zh: 'credentialSubject 应至少有一项声明。',
    en: 'A credentialSubject must make at least one claim.',
  },
  'credential.not-instant': {
    status: 422,
    zh: '应为带时区的日期时间，如 2026-03-12T00:00:00Z。',
    en: 'This must be a date and time with its zone, such as 2026-03-12T00:00:00Z.',
  },
  'credential.period': { status: 422, zh: '失效时间早于生效时间。', en: 'It ends before it begins.' },
  'credential.language-value': {
    status: 422,
    zh: '应为文字，或仅含 @value、@language、@direction 的对象。',
    en: 'This must be text, or objects of @value, @language and @direction alone.',
  },
  'credential.id-repeated': { status: 422, zh: '同一标识出现两次。', en: 'The same id stands twice.' },
  'credential.digest-missing': {
    status: 422,
    zh: '相关资源应给出 digestSRI 或 digestMultibase。',
    en: 'A related resource needs a digestSRI or a digestMultibase.',
  },
  'credential.digest-mismatch': {
    status: 422,
    zh: '相关资源的摘要不符。',
    en: 'The digest is not that of the related resource.',
  },
  'credential.not-yet': { status: 422, zh: '尚未生效。', en: 'It is not valid yet.' },
  'credential.expired': { status: 422, zh: '已过有效期。', en: 'It has expired.' },
  'credential.lapsed': {
    status: 422,
    zh: '登记册中此证书已撤销或被取代。',
    en: 'By the register this certificate is revoked or superseded.',
  },
  'credential.not-registered': {
    status: 422,
    zh: '登记册中没有这本证书。',
    en: 'There is no such certificate on the register.',
  },
  'credential.status-out-of-reach': {
    status: 422,
    zh: '状态列表 {url} 不在本机可及范围内。',
    en: 'The status list {url} is out of reach here.',
  },
  'proof.missing': { status: 422, zh: '没有证明（proof）。', en: 'There is no proof.' },
  'proof.type': {
    status: 422,
    zh: '此处不能核验“{type}”类型的证明，能核验的是 DataIntegrityProof 与 JWT。',
    en: 'Proofs of the type “{type}” cannot be checked here; a DataIntegrityProof and a JWT can.',
  },
  'proof.cryptosuite': {
    status: 422,
    zh: '此处不能核验密码套件“{cryptosuite}”，能核验的是 eddsa-rdfc-2022 与 eddsa-jcs-2022。',
    en: 'The cryptosuite “{cryptosuite}” cannot be checked here; eddsa-rdfc-2022 and eddsa-jcs-2022 can.',
  },
  'proof.purpose': {
    status: 422,
    zh: '证明的用途不符。',
    en: 'The proof was made for another purpose.',
  },
  'proof.value': {
    status: 422,
    zh: 'proofValue 应为以 z 开头的 base58 签名。',
    en: 'The proofValue must be a signature in base58 behind a z.',
  },
  'proof.context': {
    status: 422,
    zh: '证明的 @context 与文件不符。',
    en: 'The proof bears another @context than the document.',
  },
  'proof.previous': {
    status: 422,
    zh: 'previousProof 所指的证明不存在。',
    en: 'previousProof names a proof that is not there.',
  },
  'proof.expired': { status: 422, zh: '证明已过期。', en: 'The proof has expired.' },
  'proof.challenge': { status: 422, zh: '挑战值不符。', en: 'The challenge is another one.' },
  'proof.domain': { status: 422, zh: '域不符。', en: 'The domain is another one.' },
  'proof.signature-wrong': {
    status: 422,
    zh: '签名不符：内容或证明被改动过。',
    en: 'The signature does not fit: the content or the proof was changed.',
  },
  'proof.key-out-of-reach': {
    status: 422,
    zh: '公钥 {method} 不在本机可及范围内。',
    en: 'The key {method} is out of reach here.',
  },
  'json.malformed': { status: 422, zh: '不是完整的 JSON。', en: 'This is no whole JSON.' },
  'json.duplicate-key': {
    status: 422,
    zh: 'JSON 中有重复的键，可能读成两种内容。',
    en: 'A key stands twice in the JSON, which may then be read in two ways.',
  },
  'json.too-deep': { status: 422, zh: 'JSON 嵌套过深。', en: 'The JSON is nested too deep.' },
  'proof.document-out-of-reach': {
    status: 422,
    zh: '签发者的公钥文件取不到：{url}（{reason}）。',
    en: 'The issuer’s keys are out of reach: {url} ({reason}).',
  },
  'proof.document-wrong': {
    status: 422,
    zh: '{url} 处的公钥文件不是这个签发者的。',
    en: 'The document at {url} is not that of this issuer.',
  },
  'proof.key-not-listed': {
    status: 422,
    zh: '签发者的公钥文件中没有 {method}：不是该签发者所签，或公钥已停用。',
    en: 'The issuer’s document does not name {method}: the issuer did not sign this, or has withdrawn the key.',
  },
  'credential.status-kind': {
    status: 422,
    zh: '不识别这种状态登记方式：{kind}，无法确认是否已撤销。',
    en: 'Standing told in this way cannot be read: {kind}; whether it was revoked is not known.',
  },
  'credential.status-list-wrong': {
    status: 422,
    zh: '{url} 处的状态名单不可信或不完整，无法确认是否已撤销。',
    en: 'The list at {url} cannot be believed or is not whole; whether it was revoked is not known.',
  },
  'credential.revoked': { status: 422, zh: '签发者已撤销。', en: 'Revoked by its issuer.' },
  'credential.suspended': { status: 422, zh: '签发者已暂停其效力。', en: 'Suspended by its issuer.' },
  'credential.open-badges-2': {
    status: 422,
    zh: '这是 Open Badges 2.0 徽章，没有可在此核验的证明，请到签发者的网站核对。',
    en: 'This is an Open Badges 2.0 badge, which bears no proof that can be checked here; check it on the issuer’s site.',
  },
  'credential.form-unknown': {
    status: 422,
    zh: '这不是可识别的凭证。本系统签发的证书请用证书查验页。',
    en: 'This is no credential that is known here. Certificates of this system are checked on the page for certificates.',
  },
  'credential.check-wait': {
    status: 429,
    zh: '核验次数过多，请 {seconds} 秒后再试。',
    en: 'Too many checks; try again in {seconds} seconds.',
  },
  'proof.not-issuers': {
    status: 422,
    zh: '签名者不是凭证所称的签发者。',
    en: 'Whoever signed is not the issuer the credential names.',
  },
  'proof.not-holders': {
    status: 422,
    zh: '签名者不是出示所称的持有者。',
    en: 'Whoever signed is not the holder the presentation names.',
  },
  'jwt.malformed': { status: 422, zh: '不是完整的 JWT。', en: 'This is no whole JWT.' },
  'jwt.algorithm': {
    status: 422,
    zh: '不支持此 JWT 算法：{alg}。',
    en: 'The algorithm of this JWT is not accepted: {alg}.',
  },
})
