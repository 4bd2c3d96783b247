import { problems } from './problem.ts'

export const platformProblems = problems({
  'request.invalid': {
    status: 400,
    zh: '提交的内容有误，请按标出的各项修改。',
    en: 'Some fields are not right; correct the ones marked.',
  },
  'request.field': { status: 400, zh: '此项不符合要求。', en: 'This field does not fit.' },
  'request.unknown-field': {
    status: 400,
    zh: '没有这一项，请删去。',
    en: 'There is no such field; leave it out.',
  },
  'request.too-short': {
    status: 400,
    zh: '此项至少需要 {limit} 个字符。',
    en: 'This field needs at least {limit} characters.',
  },
  'request.too-long': {
    status: 400,
    zh: '此项不能超过 {limit} 个字符。',
    en: 'This field may have no more than {limit} characters.',
  },
  'request.too-few': {
    status: 400,
    zh: '此项至少需要 {limit} 个。',
    en: 'At least {limit} are needed here.',
  },
  'request.too-many': {
    status: 400,
    zh: '此项不能超过 {limit} 个。',
    en: 'No more than {limit} may be given here.',
  },
  'request.too-small': {
    status: 400,
    zh: '此项不能小于 {limit}。',
    en: 'This may not be less than {limit}.',
  },
  'request.not-above': { status: 400, zh: '此项须大于 {limit}。', en: 'This must be more than {limit}.' },
  'request.too-great': {
    status: 400,
    zh: '此项不能大于 {limit}。',
    en: 'This may not be more than {limit}.',
  },
  'request.not-below': { status: 400, zh: '此项须小于 {limit}。', en: 'This must be less than {limit}.' },
  'request.not-text': { status: 400, zh: '此项应为文字。', en: 'This must be a text.' },
  'request.not-integer': { status: 400, zh: '此项应为整数。', en: 'This must be a whole number.' },
  'request.not-number': { status: 400, zh: '此项应为数字。', en: 'This must be a number.' },
  'request.not-boolean': {
    status: 400,
    zh: '此项应为“是”或“否”（true、false）。',
    en: 'This must be yes or no (true, false).',
  },
  'request.not-list': { status: 400, zh: '此项应为列表。', en: 'This must be a list.' },
  'request.not-object': { status: 400, zh: '此项应为一组字段。', en: 'This must be a group of fields.' },
  'request.not-id': {
    status: 400,
    zh: '此项应为系统给出的编号（UUID）。',
    en: 'This must be an id given by the system (a UUID).',
  },
  'request.not-day': {
    status: 400,
    zh: '此项应为日期，如 2026-03-05。',
    en: 'This must be a date, such as 2026-03-05.',
  },
  'request.not-instant': {
    status: 400,
    zh: '此项应为时刻，如 2026-03-05T08:00:00Z。',
    en: 'This must be an instant, such as 2026-03-05T08:00:00Z.',
  },
  'request.not-offered': {
    status: 400,
    zh: '此项只能是：{allowed}。',
    en: 'This must be one of: {allowed}.',
  },
  'request.pattern': {
    status: 400,
    zh: '此项的写法不对，应符合 {pattern}。',
    en: 'This is not written as it must be: {pattern}.',
  },
  'request.repeated-item': { status: 400, zh: '同一内容重复出现。', en: 'The same is given twice.' },
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
  'request.malformed': {
    status: 400,
    zh: '请求不是完整、正确的 HTTP，无法读取。',
    en: 'This is no whole and right HTTP request, and cannot be read.',
  },
  'request.headers-too-large': {
    status: 431,
    zh: '请求头过大。请清除本站的 Cookie 后重试。',
    en: 'The headers of the request are too large. Clear the cookies of this site and try again.',
  },
  'request.timed-out': {
    status: 408,
    zh: '请求没有在限定时间内发送完，请重试。',
    en: 'The request was not sent in time; try again.',
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
  'text.not-plain': {
    status: 400,
    zh: '名称中不能有控制字符、隐藏或改变文字方向的符号和尖括号，也不能以“=”“+”“@”开头。',
    en: 'A name has no control characters, no signs that hide or turn text, no angle brackets, and does not begin with =, + or @.',
  },
  'text.nul': {
    status: 400,
    zh: '此项含有空字符（NUL），请删去。',
    en: 'This holds the character NUL; leave it out.',
  },
  'text.half': {
    status: 400,
    zh: '此项含有不完整的字符，请重新填写。',
    en: 'This holds half a character; write it again.',
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
