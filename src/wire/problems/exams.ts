import { problems } from './problem.ts'

export const examProblems = problems({
  'exam.file-missing': { status: 422, zh: '请选择一个试题文件。', en: 'Choose a question file.' },
  'exam.file-empty': { status: 422, zh: '文件里没有试题。', en: 'There are no questions in the file.' },
  'exam.points': {
    status: 422,
    zh: '分值须大于 0、不超过 1000，最多四位小数。',
    en: 'Marks must be above 0, at most 1000, with at most four decimals.',
  },
  'exam.question-unknown': {
    status: 422,
    zh: '题库中没有编号为 {question} 的试题。',
    en: 'There is no question {question} in the bank of this programme.',
  },
  'exam.question-twice': {
    status: 422,
    zh: '同一道题在试卷中出现了两次。',
    en: 'The same question is on the paper twice.',
  },
  'exam.pass-mark': {
    status: 422,
    zh: '合格线须大于 0，且不超过满分。',
    en: 'The pass mark must be above nothing and not above the maximum.',
  },
  'exam.paper-unknown': {
    status: 422,
    zh: '没有这份试卷，或它不属于本项目。',
    en: 'There is no such paper in this programme.',
  },
  'exam.class-closed': {
    status: 409,
    zh: '该培训班已结班或已取消，不能再安排考试。',
    en: 'The class is closed or cancelled; no exam can be arranged for it.',
  },
  'exam.no-candidates': {
    status: 422,
    zh: '该培训班还没有学员，无人可考。',
    en: 'Nobody is enrolled in this class yet, so there is nobody to examine.',
  },
  'exam.site-unknown': { status: 422, zh: '没有这个考点或考场。', en: 'There is no such test site or room.' },
  'exam.window-order': {
    status: 422,
    zh: '时间顺序不对：应为开考、截止入场、关闭。',
    en: 'The times are in the wrong order: opening, last entry, close.',
  },
  'exam.window-short': {
    status: 422,
    zh: '开放时间只有 {window} 分钟，不够 {minutes} 分钟的考试时长。',
    en: 'The window of {window} minutes is shorter than the {minutes} minutes of the exam.',
  },
  'exam.window-past': { status: 422, zh: '关闭时间已过。', en: 'The closing time has passed.' },
  'exam.already-started': {
    status: 409,
    zh: '已有 {count} 人开考，不能再改时间；可为考生补时。',
    en: '{count} candidates have started, so the times stand; give time to candidates instead.',
  },
  'exam.cancelled': { status: 409, zh: '本场考试已取消。', en: 'This sitting was cancelled.' },
  'exam.ended': { status: 409, zh: '本场考试已结束。', en: 'This sitting has ended.' },
  'exam.not-open': {
    status: 409,
    zh: '尚未开考，{opensAt} 开始。',
    en: 'The exam has not opened yet; it opens at {opensAt}.',
  },
  'exam.entry-closed': {
    status: 409,
    zh: '已过入场时间，不能再开始作答。',
    en: 'The time for entering has passed; the exam can no longer be started.',
  },
  'exam.time-over': {
    status: 409,
    zh: '作答时间已到，答卷以已收到的内容为准。',
    en: 'Your time is over; what was received counts.',
  },
  'exam.submitted': {
    status: 409,
    zh: '已交卷，回执号 {receipt}。',
    en: 'The exam was handed in; receipt {receipt}.',
  },
  'exam.answers-missing': {
    status: 409,
    zh: '还有答案没有送达（第 {from} 至 {to} 条），请先等待保存完成。',
    en: 'Some answers have not arrived yet (numbers {from} to {to}); wait until they are saved.',
  },
  'exam.page-replaced': {
    status: 409,
    zh: '考试已在另一页面或另一台机器上继续，本页不能再交卷。',
    en: 'The exam goes on in another page or at another machine; this one can no longer hand it in.',
  },
  'exam.epoch-unknown': {
    status: 409,
    zh: '本页没有作答许可，请刷新后继续。',
    en: 'This page was never let in; reload it to go on.',
  },
  'exam.event-malformed': {
    status: 422,
    zh: '第 {seq} 条作答记录格式有误，未予接收。',
    en: 'Answer record {seq} is malformed and was not taken.',
  },
  'exam.option-unknown': {
    status: 422,
    zh: '第 {seq} 条作答记录选了试卷上没有的题或选项。',
    en: 'Answer record {seq} names a question or option that is not on the paper.',
  },
  'exam.already-open': {
    status: 409,
    zh: '已经开考，可直接开始作答。',
    en: 'The exam is open; start it.',
  },
  'exam.claim-refused': {
    status: 401,
    zh: '开考凭据无效，请重新进入考试页面。',
    en: 'The claim to the paper is not valid; open the exam page again.',
  },
  'exam.ask-to-start': {
    status: 409,
    zh: '本座位须由中心逐一核对后开考，请直接开始作答。',
    en: 'This seat is started one by one by the centre; ask for the ordinary start.',
  },
  'exam.answer-too-long': {
    status: 422,
    zh: '第 {seq} 条作答记录的文字超过长度上限，未予接收。',
    en: 'The text of answer record {seq} is longer than an answer may be and was not taken.',
  },
  'exam.marks-pending': {
    status: 409,
    zh: '还有 {count} 份答卷的论述题未阅，成绩不能发布。若本场只作练习，可将其作废后另行安排。',
    en: 'Essays of {count} candidates are not marked, so results cannot be released. If this was for practice, declare the sitting void and arrange another.',
  },
  'exam.media-size': {
    status: 413,
    zh: '文件超过 {limit} MB。',
    en: 'The file is larger than {limit} MB.',
  },
  'exam.media-type': {
    status: 422,
    zh: '只收图片（PNG、JPEG、WebP）、音频（MP3、M4A、Ogg）和视频（MP4、WebM）。',
    en: 'Pictures (PNG, JPEG, WebP), sound (MP3, M4A, Ogg) and films (MP4, WebM) are taken.',
  },
  'exam.media-unknown': {
    status: 422,
    zh: '题库中没有这个媒体文件：{hash}。请先上传。',
    en: 'There is no such media file in the bank: {hash}. Upload it first.',
  },
  'exam.media-words': {
    status: 422,
    zh: '请用文字说明这个文件的内容，看不见或听不见的考生靠它作答。',
    en: 'Say in words what the file shows: candidates who cannot see or hear it answer by that.',
  },
  'exam.media-twice': {
    status: 422,
    zh: '同一个文件在一道题里只放一次。',
    en: 'A file stands once with a question.',
  },
  'exam.leave-early': {
    status: 409,
    zh: '{from} 之前不得交卷离场。',
    en: 'Nobody hands in before {from}.',
  },
  'exam.browser-refused': {
    status: 403,
    zh: '本场考试只能在考场配置的安全考试浏览器（Safe Exam Browser）中作答。请关闭本页，用考场的浏览器打开，或告知监考人员。',
    en: 'This exam can only be sat in Safe Exam Browser as the exam room has set it up. Close this page and open the exam there, or tell the invigilator.',
  },
  'exam.ticket-refused': {
    status: 401,
    zh: '准考证号或验证码不正确。',
    en: 'The ticket number or the code is not right.',
  },
  'exam.adjustment-seconds': {
    status: 422,
    zh: '补时须为 1 秒至 24 小时；扣回时间须填负数。',
    en: 'Give between one second and 24 hours; time taken back is negative.',
  },
  'exam.adjustment-nobody': {
    status: 422,
    zh: '没有可以补时的考生：须已开考且未交卷。',
    en: 'There is nobody to give time to: candidates must have started and not handed in.',
  },
  'exam.shut': {
    status: 409,
    zh: '监考人员已停用本页，须核验后重新放行。',
    en: 'The invigilator has shut this page out; it goes on once you are admitted again.',
  },
  'exam.moved': {
    status: 409,
    zh: '您已换到 {room} {seat} 号座位，请到新座位继续作答。',
    en: 'You were moved to seat {seat}, {room}; go on there.',
  },
  'exam.held': {
    status: 409,
    zh: '考场暂停，时间不计；恢复后继续。',
    en: 'The room is held and no time is lost; go on once it resumes.',
  },
  'exam.hold-nobody': {
    status: 409,
    zh: '没有可以暂停的考生：须未交卷、未到时，且尚未暂停。',
    en: 'There is nobody to hold: candidates must not have handed in, run out of time, or be held already.',
  },
  'exam.hold-cut': {
    status: 409,
    zh: '本场关闭时间会截短 {count} 人的时间；请选择是否顺延关闭时间。',
    en: 'The close of the sitting would cut the time of {count} candidates; say whether it moves by what is held.',
  },
  'exam.resume-nobody': { status: 409, zh: '没有暂停中的考生。', en: 'Nobody is held.' },
  'exam.act-nobody': {
    status: 409,
    zh: '没有符合条件的考生，可能已交卷或不在本场。',
    en: 'There is no such candidate: handed in already, or not of this sitting.',
  },
  'exam.seat-taken': { status: 409, zh: '这个座位已有人。', en: 'That seat is taken.' },
  'exam.seat-same': { status: 422, zh: '考生已在这个座位。', en: 'The candidate sits there already.' },
  'exam.seat-unknown': {
    status: 422,
    zh: '{room} 只有 {seats} 个座位。',
    en: '{room} has {seats} seats.',
  },
  'exam.record-open': {
    status: 409,
    zh: '还有 {count} 人在作答或仍可入场，考场记录不能签署。',
    en: '{count} candidates are writing or may still come; the record cannot be signed yet.',
  },
  'exam.record-changed': {
    status: 409,
    zh: '考场记录已有变化，请重新阅读后再签。',
    en: 'The record has changed; read it again before signing.',
  },
  'exam.record-signed': {
    status: 409,
    zh: '您已签署；须由另一人签第二个名。',
    en: 'You have signed already; the second signature is another person’s.',
  },
  'exam.record-complete': {
    status: 409,
    zh: '考场记录已由两人签署。',
    en: 'Two people have signed this record.',
  },
  'exam.record-by-person': {
    status: 409,
    zh: '考场记录须由登录的人签署。',
    en: 'The record is signed by somebody who is signed in.',
  },
  'exam.record-empty': { status: 404, zh: '这个考场没有考生。', en: 'There are no candidates in this room.' },
  'exam.tail-changed': {
    status: 409,
    zh: '滞留答案已有变化或已计入，请重新查看。',
    en: 'What was left behind has changed or counts already; look again.',
  },
  'exam.tail-consented': {
    status: 409,
    zh: '您已同意；须由另一人再同意才计入。',
    en: 'You have agreed already; it counts once somebody else agrees too.',
  },
  'exam.still-running': {
    status: 409,
    zh: '还有 {count} 人在作答。',
    en: '{count} candidates are still writing.',
  },
  'exam.still-open': {
    status: 409,
    zh: '还有 {count} 人未开考且仍可入场；请等入场时间过后，或先结束本场。',
    en: '{count} candidates have not started and still may; wait until entry closes, or end the sitting first.',
  },
  'exam.nothing-scored': { status: 409, zh: '本场还没有评分。', en: 'This sitting has not been scored yet.' },
  'exam.results-stale': {
    status: 409,
    zh: '评分之后又有变化，请重新评分再发布。',
    en: 'Something changed after scoring; score again before releasing.',
  },
  'exam.already-released': {
    status: 409,
    zh: '这次评分的成绩已发布。',
    en: 'These results have been released already.',
  },
  'exam.verify-failed': {
    status: 409,
    zh: '核验发现 {count} 处不符，成绩不能发布。',
    en: 'Verification found {count} mismatches; the results cannot be released.',
  },
  'exam.signature-refused': {
    status: 422,
    zh: '签名与本页登记的密钥不符，记录未收下。',
    en: 'The signature does not fit the key this page registered; nothing was taken in.',
  },
  'exam.key-malformed': {
    status: 422,
    zh: '公钥格式不对，应为 ECDSA P-256（SPKI）。',
    en: 'The public key cannot be read; it must be ECDSA P-256 (SPKI).',
  },
  'exam.seats-awaited': {
    status: 409,
    zh: '还有 {count} 个座位到点时断网，答案可能尚未送达。请等座位恢复，或在监考台收卷后再评分。',
    en: '{count} seats were cut off when their time ran out and may still deliver answers. Wait for them, or hand in for them on the console, before scoring.',
  },
  'exam.late-undecided': {
    status: 409,
    zh: '还有 {count} 份迟到答案没有裁定，请先在监考台裁定。',
    en: 'Late answers of {count} seats are not decided yet; decide about them on the console first.',
  },
  'exam.late-changed': {
    status: 409,
    zh: '迟到答案已有变化或已裁定，请重新查看。',
    en: 'These late answers have changed or are decided already; look again.',
  },
  'exam.receipt-unknown': {
    status: 404,
    zh: '没有这个回执号，请核对后再查。',
    en: 'There is no such receipt code; check it and try again.',
  },
})
