import { problems } from './problem.ts'

/** What can be wrong with a roster, its rows and its cells. Sentences of rows name the cure, for they are shown beside the cell. */
export const rosterProblems = problems({
  'roster.no-file': {
    status: 400,
    zh: '没有收到名单文件。请选择一个 .xlsx 或 .csv 文件。',
    en: 'No roster file was received. Choose an .xlsx or .csv file.',
  },
  'roster.columns-missing': {
    status: 422,
    zh: '名单缺少必要的列：{columns}。请补上后再上传。',
    en: 'The roster lacks a needed column: {columns}. Add it and upload again.',
  },
  'roster.no-rows': {
    status: 422,
    zh: '表头下面没有任何人员。',
    en: 'There are no people below the header.',
  },
  'roster.name-missing': { status: 422, zh: '没有填写姓名。', en: 'The name is missing.' },
  'roster.name-too-long': {
    status: 422,
    zh: '姓名超过 {limit} 个字。',
    en: 'The name has more than {limit} characters.',
  },
  'roster.name-characters': {
    status: 422,
    zh: '姓名含有不应出现的符号。请按证件上的姓名填写。',
    en: 'The name contains signs that no name has. Write it as on the document.',
  },
  'roster.name-undrawable': {
    status: 422,
    zh: '证书字库中没有“{characters}”，无法印在证书上。请核对是否误用了字形相近的字；证件上确是此字的，请用汉语拼音代替该字。',
    en: 'The certificates’ typeface cannot draw “{characters}”. Check the character; if the document does have it, write its pinyin in its place.',
  },
  'roster.id-missing': { status: 422, zh: '没有填写证件号码。', en: 'The ID number is missing.' },
  'roster.id-lost-digits': {
    status: 422,
    zh: '身份证号被表格软件存成了数字，末几位已经丢失。请先把该列设为“文本”格式，再重新填写完整的 18 位号码。',
    en: 'The spreadsheet kept this ID as a number and lost its last digits. Format the column as text, then type all 18 characters again.',
  },
  'roster.id-length': {
    status: 422,
    zh: '身份证号应为 18 位，此处有 {length} 位。其他证件请在“证件类型”列注明。',
    en: 'A resident ID has 18 characters, this has {length}. For another document, add a column “ID type”.',
  },
  'roster.id-characters': {
    status: 422,
    zh: '证件号码含有不应出现的字符。其他证件请在“证件类型”列注明。',
    en: 'The ID number contains characters it cannot have. For another document, add a column “ID type”.',
  },
  'roster.id-checksum': {
    status: 422,
    zh: '身份证号校验不符，至少有一位填错。请对照证件核对（若前 17 位无误，末位应为 {expected}）。',
    en: 'The check digit of this ID does not fit: at least one character is wrong. Compare it with the document (if the first 17 are right, the last is {expected}).',
  },
  'roster.id-birth-date': {
    status: 422,
    zh: '身份证号中的出生日期 {birth} 不存在。请对照证件核对。',
    en: 'The birth date in this ID, {birth}, cannot be. Compare it with the document.',
  },
  'roster.id-kind-unknown': {
    status: 422,
    zh: '无法识别的证件类型。请填写“居民身份证”“护照”“港澳通行证”“台胞证”或“其他”。',
    en: 'This type of document is not known. Write resident ID, passport, HK/Macau permit, Taiwan permit or other.',
  },
  'roster.duplicate': {
    status: 422,
    zh: '与第 {row} 行（{name}）的证件号码相同，只保留前一行。一个号码只属于一人：姓名不同的，请对照证件改正填错的号码。',
    en: 'The same ID number as in row {row} ({name}); the first row stands. A number belongs to one person: where the names differ, compare both rows with the documents and correct the wrong number.',
  },
  'roster.formula-without-value': {
    status: 422,
    zh: '单元格里是公式，但没有算出的值。请在表格软件中打开、保存一次，或把公式粘贴为数值。',
    en: 'This cell holds a formula without a value. Open and save the file in a spreadsheet program, or paste the formula as a value.',
  },
  'roster.error-value': {
    status: 422,
    zh: '单元格里的公式出错。请改正公式，或直接填写内容。',
    en: 'The formula in this cell ends in an error. Correct it, or type the content.',
  },
  'roster.phone-malformed': {
    status: 422,
    zh: '不像电话号码，未予采用。',
    en: 'This does not look like a phone number and was left out.',
  },
  'roster.phone-shared': {
    status: 422,
    zh: '与第 {row} 行的电话相同，未予采用：电话用来登录，一个号码只能属于一人。请填写本人的号码。',
    en: 'The same phone as row {row}; left out here: a phone signs in one person. Give everybody their own number.',
  },
  'roster.email-malformed': {
    status: 422,
    zh: '不像电子邮箱，未予采用。',
    en: 'This does not look like an e-mail address and was left out.',
  },
  'roster.text-too-long': {
    status: 422,
    zh: '超过 {limit} 个字，未予采用。',
    en: 'More than {limit} characters; left out.',
  },
  'roster.text-characters': {
    status: 422,
    zh: '含有不应出现的符号，未予采用。',
    en: 'Contains signs that do not belong here; left out.',
  },
  'roster.employer-other': {
    status: 422,
    zh: '该人员所填单位不是本单位，用人单位只能为本单位人员报名。',
    en: 'This row names another employer; an employer enrols its own staff only.',
  },
  'roster.name-differs': {
    status: 422,
    zh: '此证件号码登记的是另一个姓名“{recorded}”，未报名。号码填错的请改正；姓名填错的请按登记姓名填写；本人已改名的，请先由管理办公室更正档案，再导入。',
    en: 'This ID number is on record under another name, “{recorded}”; the row is not enrolled. Correct the number, or write the name on record; if the person has changed names, have the office correct the record first.',
  },
  'roster.hours-overlap': {
    status: 422,
    zh: '此人已报名的另一个班与本班 {day} {start}–{end} 的课时间重叠。照常报名，但同一时间的学时只计一次，请与本人核对。',
    en: 'This person is in another class that meets at the same time as this one on {day}, {start}–{end}. They will be enrolled, but hours at one time count once; please check with them.',
  },
  'roster.token-unknown': {
    status: 404,
    zh: '没有找到这次预览，或预览已过期。请重新上传名单。',
    en: 'This preview was not found or has expired. Upload the roster again.',
  },
})
