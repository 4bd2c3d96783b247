import { problems } from './problem.ts'

export const platformProblems = problems({
  'request.invalid': {
    status: 400,
    zh: '提交的内容有误，请按标出的各项修改。',
    en: 'Some fields are not right; correct the ones marked.',
  },
  'request.field': { status: 400, zh: '此项不符合要求：{rule}。', en: 'This field does not fit: {rule}.' },
  'request.required': { status: 400, zh: '此项必填。', en: 'This field is required.' },
  'request.repeated-key': {
    status: 400,
    zh: '提交的 JSON 中有重复的键，不同程序会读出不同内容。',
    en: 'A key stands twice in the JSON, so that two readers would see two documents.',
  },
  'request.too-deep': {
    status: 400,
    zh: '提交的 JSON 嵌套过深。',
    en: 'The JSON is nested too deeply.',
  },
  'access.service-key': {
    status: 401,
    zh: '请在 Authorization: Bearer 中提供本接口的密钥。',
    en: 'Bring the key of this interface as Authorization: Bearer.',
  },
  'request.cursor': {
    status: 400,
    zh: '翻页位置无效，请从第一页开始。',
    en: 'This place in the list is none of ours; begin at the first page.',
  },
  'request.not-json': {
    status: 400,
    zh: '提交的内容不是有效的 JSON。',
    en: 'The request body is not valid JSON.',
  },
  'request.media-type': {
    status: 415,
    zh: '不支持这种内容格式。',
    en: 'This content type is not supported.',
  },
  'request.too-large': {
    status: 413,
    zh: '内容过大，上限为 {limit}。',
    en: 'Too large: the limit is {limit}.',
  },
  'request.upload-broken': {
    status: 400,
    zh: '上传的内容不完整或已损坏，请重新上传。',
    en: 'The upload broke off or is damaged; send it again.',
  },
  'request.too-many-files': {
    status: 400,
    zh: '一次只能上传一个文件。',
    en: 'Send one file at a time.',
  },
  'text.undrawable': {
    status: 400,
    zh: '证书字库中没有“{characters}”，无法印在证书上，请改用其他字符。',
    en: 'The certificates’ typeface cannot draw “{characters}”; use other characters.',
  },
  'idempotency.key-length': {
    status: 400,
    zh: '操作编号（Idempotency-Key）应为 1 至 {limit} 个字符。',
    en: 'An Idempotency-Key has 1 to {limit} characters.',
  },
  'idempotency.mismatch': {
    status: 422,
    zh: '同一操作编号已用于另一份内容。',
    en: 'This Idempotency-Key was used for a different request.',
  },
  'not-found': { status: 404, zh: '没有找到，或不归您查看。', en: 'Not found, or not yours to see.' },
  'access.denied': { status: 403, zh: '您没有办理此事的权限。', en: 'You may not do this.' },
  'access.sign-in': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'access.key-refused': {
    status: 401,
    zh: '接口密钥无效：不正确、已过期、已停用，或其角色已终止。',
    en: 'The API key is not good: wrong, expired, revoked, or of a role that has ended.',
  },
  'access.key-and-session': {
    status: 400,
    zh: '请求同时带有接口密钥和登录状态，请只用其一。',
    en: 'The request brings an API key and a session; send one of them.',
  },
  'access.key-scope': {
    status: 403,
    zh: '这个接口密钥的范围不包括此事（{action}）。',
    en: 'This API key was not made for that ({action}).',
  },
  'access.session-only': {
    status: 403,
    zh: '此事须由本人登录后办理，不能用接口密钥。',
    en: 'This is done by a person who has signed in, not with an API key.',
  },
  'access.csrf': {
    status: 403,
    zh: '页面已过期，请刷新后再试。',
    en: 'The page is out of date; reload it and try again.',
  },
  'too-many-requests': {
    status: 429,
    zh: '操作过于频繁，请 {seconds} 秒后再试。',
    en: 'Too many requests; try again in {seconds} seconds.',
  },
  'state.conflict': {
    status: 409,
    zh: '内容已被他人更新，请刷新后再试。',
    en: 'Somebody else changed this meanwhile; reload and try again.',
  },
  'server.fault': {
    status: 500,
    zh: '系统出错，已记录。请告知编号 {requestId}。',
    en: 'Something went wrong and was recorded. Please quote {requestId}.',
  },
  'server.not-ready': {
    status: 503,
    zh: '系统正在启动或维护，请稍后再试。',
    en: 'The system is starting or under maintenance; try again shortly.',
  },
})
