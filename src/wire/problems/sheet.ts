import { problems } from './problem.ts'

/** Refusals of a whole uploaded list; what is wrong with single rows has codes of its own area. */
export const sheetProblems = problems({
  'sheet.too-large': {
    status: 413,
    zh: '文件过大，上限为 {limit}。请拆成几个文件上传。',
    en: 'The file is too large: the limit is {limit}. Split it into several files.',
  },
  'sheet.inflates-too-large': {
    status: 413,
    zh: '文件解压后过大，上限为 {limit}。请只保留名单所在的工作表，另存后再上传。',
    en: 'The file becomes too large when unpacked: the limit is {limit}. Keep only the sheet with the list, save it anew and upload that.',
  },
  'sheet.too-many-rows': {
    status: 413,
    zh: '行数超过上限 {limit} 行。请拆成几个文件上传。',
    en: 'More than {limit} rows. Split the list into several files.',
  },
  'sheet.too-many-columns': {
    status: 413,
    zh: '列数超过上限 {limit} 列。请删去无关的列后再上传。',
    en: 'More than {limit} columns. Delete the columns that are not needed and upload again.',
  },
  'sheet.cell-too-long': {
    status: 413,
    zh: '有单元格超过 {limit} 个字。请删去后再上传。',
    en: 'A cell holds more than {limit} characters. Shorten it and upload again.',
  },
  'sheet.empty': {
    status: 422,
    zh: '文件是空的，没有可读的行。',
    en: 'The file is empty: there are no rows to read.',
  },
  'sheet.unreadable': {
    status: 422,
    zh: '文件已损坏，无法读取。请用表格软件打开，另存为 .xlsx 后再上传。',
    en: 'The file is damaged and cannot be read. Open it in a spreadsheet program, save it as .xlsx and upload that.',
  },
  'sheet.unknown-format': {
    status: 415,
    zh: '不是可识别的表格文件。请上传 .xlsx 或 .csv 文件。',
    en: 'This is not a spreadsheet we can read. Upload an .xlsx or .csv file.',
  },
  'sheet.old-format': {
    status: 415,
    zh: '这是旧版 .xls 文件。请在表格软件中另存为 .xlsx 后再上传。',
    en: 'This is an old .xls file. Save it as .xlsx in a spreadsheet program and upload that.',
  },
  'sheet.encrypted': {
    status: 422,
    zh: '文件设有密码，无法读取。请取消密码后再上传。',
    en: 'The file is protected by a password. Remove the password and upload again.',
  },
  'sheet.macros': {
    status: 422,
    zh: '文件含有宏，为安全起见不予接收。请另存为不含宏的 .xlsx 后再上传。',
    en: 'The file contains macros and is refused for safety. Save it as .xlsx without macros and upload that.',
  },
  'sheet.external-links': {
    status: 422,
    zh: '文件链接了其他文件或数据源，不予接收。请在“数据—编辑链接”中断开链接后再上传。',
    en: 'The file links to other files or data sources and is refused. Break the links (Data, Edit Links) and upload again.',
  },
  'sheet.no-header': {
    status: 422,
    zh: '没有找到表头。请在前 20 行内写明各列名称。',
    en: 'No header row was found. Name the columns within the first 20 rows.',
  },
})
