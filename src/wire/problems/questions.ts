import { problems } from './problem.ts'

/** What can be wrong with a question file and the questions in it; each question is refused alone and by name. */
export const questionProblems = problems({
  'question.no-file': {
    status: 400,
    zh: '没有收到题目文件。请选择 GIFT 文本或 .xlsx 文件。',
    en: 'No question file was received. Choose a GIFT text or an .xlsx file.',
  },
  'question.none': {
    status: 422,
    zh: '文件里没有找到任何题目。请使用 GIFT 文本，或表头含“题干”“答案”的表格。',
    en: 'No question was found in the file. Use GIFT text, or a table with the headers “question” and “answer”.',
  },
  'question.stem-missing': { status: 422, zh: '没有题干。', en: 'The question has no text.' },
  'question.stem-too-long': {
    status: 422,
    zh: '题干超过 {limit} 个字。',
    en: 'The question has more than {limit} characters.',
  },
  'question.option-empty': { status: 422, zh: '选项 {option} 是空的。', en: 'Option {option} is empty.' },
  'question.option-too-long': {
    status: 422,
    zh: '选项 {option} 超过 {limit} 个字。',
    en: 'Option {option} has more than {limit} characters.',
  },
  'question.options-too-few': { status: 422, zh: '选项不足两个。', en: 'There are fewer than two options.' },
  'question.options-too-many': {
    status: 422,
    zh: '选项超过 {limit} 个。',
    en: 'There are more than {limit} options.',
  },
  'question.options-same': {
    status: 422,
    zh: '选项 {option} 与前面的选项相同。',
    en: 'Option {option} is the same as one before it.',
  },
  'question.key-missing': { status: 422, zh: '没有标出正确答案。', en: 'No right answer is marked.' },
  'question.key-unknown': {
    status: 422,
    zh: '答案“{option}”不在选项之中。',
    en: 'The answer “{option}” is none of the options.',
  },
  'question.key-several': {
    status: 422,
    zh: '单选题或判断题只能有一个正确答案。',
    en: 'A single-choice or true/false question has one right answer only.',
  },
  'question.weights': {
    status: 422,
    zh: '正确选项的分值合计应为 100%，此处为 {total}%。',
    en: 'The weights of the right options must add up to 100%; here they make {total}%.',
  },
  'question.equals': {
    status: 422,
    zh: '分不清哪些“=”标示正确答案。文字里的“=”请写成“\\=”。',
    en: 'It is not clear which “=” marks the right answer. Write “\\=” where it is part of a text.',
  },
  'question.braces': {
    status: 422,
    zh: '花括号不成对。文字里的花括号请写成“\\{”和“\\}”。',
    en: 'The braces do not pair. Write “\\{” and “\\}” where they are part of a text.',
  },
  'question.no-answers': {
    status: 422,
    zh: '没有花括号括起的答案，只是一段说明文字。',
    en: 'There are no answers in braces: this is only a description.',
  },
  'question.media': {
    status: 422,
    zh: '题目里有图片、音频或其他媒体，暂不能导入。',
    en: 'The question contains a picture, sound or other media, which cannot be imported.',
  },
  'question.essay': {
    status: 422,
    zh: 'GIFT 文件里的问答题（花括号里是空的）不能导入；请写在试题表格里，题型填“论述”。案例题用 JSON 文件导入。',
    en: 'An essay question (empty braces) is not taken from GIFT: write it in the question table, of type “essay”. Cases come from a JSON file.',
  },
  'question.numerical': {
    status: 422,
    zh: 'GIFT 文件里的数值题不能导入；请写在试题表格里，题型填“数值”。',
    en: 'A numerical question is not taken from GIFT: write it in the question table, of type “number”.',
  },
  'question.matching': {
    status: 422,
    zh: 'GIFT 文件里的匹配题不能导入；请写在试题表格里，题型填“匹配”。',
    en: 'A matching question is not taken from GIFT: write it in the question table, of type “matching”.',
  },
  'question.short-answer': {
    status: 422,
    zh: 'GIFT 文件里的填空题（只有答案，没有备选项）不能导入；请写在试题表格里，题型填“填空”。',
    en: 'A short-answer question (no wrong options) is not taken from GIFT: write it in the question table, of type “gap”.',
  },
  'question.key-too-long': {
    status: 422,
    zh: '答案超过 {limit} 个字。',
    en: 'The answer has more than {limit} characters.',
  },
  'question.blanks-missing': {
    status: 422,
    zh: '题干里没有空：请用两个以上的下划线（__）标出每一空。',
    en: 'The question has no blanks: mark each with two or more underscores (__).',
  },
  'question.blanks-differ': {
    status: 422,
    zh: '题干有 {blanks} 空，答案却有 {answers} 个；各空用分号隔开，同一空的不同写法用竖线隔开。',
    en: 'There are {blanks} blanks and {answers} answers; separate blanks by semicolons and accepted forms by bars.',
  },
  'question.parts-too-many': {
    status: 422,
    zh: '空或行超过 {limit} 个。',
    en: 'There are more than {limit} blanks or rows.',
  },
  'question.order-whole': {
    status: 422,
    zh: '排序题的答案须把每个选项恰好写一次。',
    en: 'The answer of an ordering names every option exactly once.',
  },
  'question.pairs': {
    status: 422,
    zh: '匹配题的选项须写成“左 = 右”，至少两对；干扰项写成“= 右”。',
    en: 'Options of a matching are written “left = right”, two pairs at least; one that belongs nowhere “= right”.',
  },
  'question.number': {
    status: 422,
    zh: '数值题的答案须是一个数，可带误差，如 3.14±0.01。',
    en: 'The answer of a numeric question is a number, with a tolerance where there is one: 3.14±0.01.',
  },
  'question.case-parts': {
    status: 422,
    zh: '案例题须有 1 至 20 个小题，各有题型、题干，分值权重须大于 0。',
    en: 'A case has 1 to 20 questions, each with kind and text, and a weight above nothing.',
  },
  'question.media-unreadable': {
    status: 422,
    zh: '媒体须写明 hash（SHA-256）、type 和 text（文字说明），最多 10 个。',
    en: 'Media state hash (SHA-256), type and text (the same in words), ten at most.',
  },
  'question.kind-unsupported': {
    status: 422,
    zh: '不支持的题型：{kind}。可导入单选、多选和判断题。',
    en: 'This kind of question is not supported: {kind}. Single choice, multiple choice and true/false can be imported.',
  },
  'question.kind-unknown': {
    status: 422,
    zh: '无法识别的题型“{kind}”。请填写单选、多选或判断。',
    en: 'The type “{kind}” is not known. Write single, multiple or true/false.',
  },
  'question.formula-without-value': {
    status: 422,
    zh: '“{column}”里是公式，但没有算出的值。请把公式粘贴为数值。',
    en: '“{column}” holds a formula without a value. Paste the formula as a value.',
  },
  'question.error-value': {
    status: 422,
    zh: '“{column}”里的公式出错。',
    en: 'The formula in “{column}” ends in an error.',
  },
  'question.read-as-multiple': {
    status: 422,
    zh: '标有多个正确答案，已按多选题导入。',
    en: 'Several right answers are marked; imported as multiple choice.',
  },
  'question.partial-credit': {
    status: 422,
    zh: '部分得分的设置未予采用：选对得分，选错不得分。',
    en: 'Partial credit was left out: an item is right or wrong here.',
  },
})
