import { problems } from './problem.ts'

export const certificateProblems = problems({
  'certificate.unknown': {
    status: 404,
    zh: '登记册中没有这个编号的证书。',
    en: 'There is no certificate of this number on the register.',
  },
  'certificate.glyph-missing': {
    status: 422,
    zh: '证书字体中没有这些字：{characters}（{where}）。请先核对用字；确为生僻字的，需补充字体后再发证，以免印成空框。',
    en: 'The certificate’s font cannot draw these characters: {characters} ({where}). Check the spelling; a truly rare character needs another font before issue, or it would print as an empty box.',
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
})
