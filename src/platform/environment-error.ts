/**
 * What the machine can refuse us, in both languages: told on the terminal before there is a page to show it on,
 * with exit code 3. Never on the wire, so without a status and apart from the problem table.
 */
const environmentTable = {
  'node.too-old': {
    zh: '需要 Node.js 24，当前为 {version}。请在项目目录运行 npm ci，然后使用 npm start。',
    en: 'Node.js 24 is needed, this is {version}. Run npm ci in the project folder, then npm start.',
  },
  'folder.not-writable': {
    zh: '数据目录 {folder} 不可写（{reason}）。请更改权限，或用 ZHIXIN_DATA 指定其他目录。',
    en: 'The data folder {folder} cannot be written ({reason}). Change its permissions, or name another folder in ZHIXIN_DATA.',
  },
  'folder.in-use': {
    zh: '数据目录 {folder} 正由另一进程（{pid}）使用。请先停止它。',
    en: 'The data folder {folder} is in use by another process ({pid}). Stop that one first.',
  },
  'folder.not-ours': {
    zh: '目录 {folder} 属于其他用户，为安全起见不使用。请删除它后重试。',
    en: 'The folder {folder} belongs to somebody else and is not safe to use. Remove it and try again.',
  },
  'postgres.no-binaries': {
    zh: '此平台（{platform}）没有内置的 PostgreSQL。请用 DATABASE_URL 指定一个 PostgreSQL（15 或更新）。',
    en: 'No PostgreSQL is built in for this platform ({platform}). Name a PostgreSQL (15 or newer) in DATABASE_URL.',
  },
  'postgres.other-version': {
    zh: '数据目录 {folder} 由 PostgreSQL {found} 建立，本程序内置的是 {ours}。请用 zhixin backup 导出后在新目录恢复。',
    en: 'The data in {folder} was made by PostgreSQL {found}; built in here is {ours}. Export it with zhixin backup and restore it in a new folder.',
  },
  'postgres.no-start': {
    zh: '内置 PostgreSQL 未能启动。日志（{log}）末尾：\n{tail}',
    en: 'The built-in PostgreSQL did not start. The log ({log}) ends with:\n{tail}',
  },
  'database.unreachable': {
    zh: '无法连接 DATABASE_URL 指定的数据库（{reason}）。',
    en: 'The database named in DATABASE_URL cannot be reached ({reason}).',
  },
  'database.newer': {
    zh: '数据库比本程序新（含有未知的迁移 {migration}）。请升级程序；数据未作任何改动。',
    en: 'The database is newer than this code (it has the unknown migration {migration}). Upgrade the code; nothing was changed.',
  },
  'migration.edited': {
    zh: '迁移 {migration} 在执行之后被修改过。请恢复原文件；数据未作任何改动。',
    en: 'Migration {migration} was edited after it had been applied. Restore the file; nothing was changed.',
  },
  'database.locale': {
    zh: '数据库的区域设置不识别汉字。请以 UTF8、C.UTF-8、ICU zh-Hans-CN 新建数据库。',
    en: 'The locale of the database does not know Chinese characters. Create it with UTF8, C.UTF-8 and ICU zh-Hans-CN.',
  },
  'database.version': {
    zh: '需要 PostgreSQL 15 或更新，当前为 {version}。',
    en: 'PostgreSQL 15 or newer is needed, this is {version}.',
  },
  'port.taken': {
    zh: '端口 {host}:{port} 已被占用。请停止占用它的程序，或用 PORT 指定其他端口。',
    en: 'Port {host}:{port} is taken. Stop the program that holds it, or name another one in PORT.',
  },
  'port.refused': {
    zh: '无法在 {host}:{port} 上监听（{reason}）。',
    en: 'Cannot listen on {host}:{port} ({reason}).',
  },
  'keys.missing': {
    zh: '必须用 ZHIXIN_KEY_FILE 指定密钥文件。可用 npx zhixin keys new FILE 新建一个，并妥善备份。',
    en: 'ZHIXIN_KEY_FILE must name the key file. Make one with npx zhixin keys new FILE, and keep a backup of it.',
  },
  'keys.unreadable': {
    zh: '密钥文件 {file} 无法读取（{reason}）。',
    en: 'The key file {file} cannot be read ({reason}).',
  },
  'keys.malformed': {
    zh: '密钥文件 {file} 内容有误（{reason}）。',
    en: 'The key file {file} is not right ({reason}).',
  },
  'keys.exposed': {
    zh: '密钥文件 {file} 可被其他用户读取。请执行 chmod 600 {file}。',
    en: 'The key file {file} can be read by others. Run chmod 600 {file}.',
  },
  'keys.demo': {
    zh: '密钥文件 {file} 由演示模式自动生成，不能用于正式运行。可用 npx zhixin keys new FILE 新建。',
    en: 'The key file {file} was made by demo mode and must not be used in production. Make one with npx zhixin keys new FILE.',
  },
  'keys.other': {
    zh: '数据库中的身份证件号码由另一密钥文件加密。请用原密钥文件启动；当前文件：{file}。',
    en: 'Identity numbers in the database were sealed with another key file. Start with that one; this is {file}.',
  },
  'file.not-writable': {
    zh: '文件 {file} 无法写入（{reason}）。',
    en: 'The file {file} cannot be written ({reason}).',
  },
  'file.exists': {
    zh: '文件 {file} 已存在，不予覆盖。',
    en: 'The file {file} exists already and is not overwritten.',
  },
  'file.unreadable': {
    zh: '文件 {file} 无法读取（{reason}）。',
    en: 'The file {file} cannot be read ({reason}).',
  },
  'server.unreachable': {
    zh: '无法连接 {url}（{reason}）。请核对地址，并确认服务正在运行。',
    en: '{url} cannot be reached ({reason}). Check the address, and that the server is running.',
  },
  'backup.not-one': {
    zh: '{file} 不是知新的备份文件。',
    en: '{file} is not a Zhixin backup.',
  },
  'backup.newer': {
    zh: '备份来自更新的程序（含有未知的迁移 {migration}）。请先升级程序。',
    en: 'The backup was made by newer code (it has the unknown migration {migration}). Upgrade the code first.',
  },
  'backup.damaged': {
    zh: '备份文件 {file} 已损坏或不完整；数据库未作任何改动。',
    en: 'The backup {file} is damaged or incomplete; nothing was restored.',
  },
  'database.not-empty': {
    zh: '只能恢复到空数据库。请用 DATABASE_URL 指定一个空数据库，或用 ZHIXIN_DATA 指定一个新目录。',
    en: 'A backup is restored into an empty database. Name one in DATABASE_URL, or a new folder in ZHIXIN_DATA.',
  },
  'demo.public': {
    zh: '演示数据只供本机使用，未在 {host} 上开放。确需开放请设 ZHIXIN_DEMO_PUBLIC=1（口令将重新随机生成）。',
    en: 'Demo data is for this machine alone and was not opened on {host}. To open it all the same set ZHIXIN_DEMO_PUBLIC=1 (passwords are then made anew at random).',
  },
  'demo.production': {
    zh: '数据库含有演示数据，不能用于正式运行。请指定一个空数据库。',
    en: 'The database holds demo data and must not be used in production. Name an empty one.',
  },
} as const

export type EnvironmentCode = keyof typeof environmentTable

/** Something outside the program stands in the way: not a bug, not wrong usage. Ends a command with exit code 3. */
export class EnvironmentError extends Error {
  readonly code: EnvironmentCode
  readonly zh: string
  readonly en: string
  constructor(code: EnvironmentCode, params: Readonly<Record<string, string | number>> = {}) {
    const fill = (text: string): string =>
      text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
    super(`${code}: ${fill(environmentTable[code].en)}`)
    this.name = 'EnvironmentError'
    this.code = code
    this.zh = fill(environmentTable[code].zh)
    this.en = fill(environmentTable[code].en)
  }
}
