/** `[area:word]` stands for the label as the screens show it, so that help never names a button that is called otherwise. */
export const help = {
  title: '帮助',
  leadFor: '以“{role}”身份在这里办的事。步骤中的按钮和页面名称与您看到的一致。',
  search: '搜索帮助',
  none: '没有相符的帮助',
  noneText: '换一个词试试，或清除搜索查看全部条目。',
  clear: '清除搜索',
  everybody: '人人适用',
  open: '前往办理',
  found: '{count} 条',

  'office-setup': '建立一个项目',
  'office-setup-how':
    '进入“[shell:programme]”，点“[programme:new]”：填写领域、办公室、起始日期、规则包、合格线和证书编号规则。登记学时后，规则包不再更换，只在“[shell:tabRules]”里修订。\n添加“[programme:keyAreas]”，再在“[shell:organisations]”登记区级部门、协会、施教机构、用人单位和考点。\n点“[programme:start]”。此后施教机构可以申请资格、申报课程。\n规则和数值都带日期：从某日起设定新值即可，此前作出的决定不受影响。',
  'office-appraise': '认定机构、鉴定课程',
  'office-appraise-how':
    '待决定的事项在“[tasks:title]”或“[shell:appraisal]”里，先到的在前。\n打开后阅读申报内容，再点“[approvals:decide]”或作出相应决定。\n通过时须填有效期起止；退回或不予通过须写明理由，申报方能看到。\n有效期之外，任何人都不能据此备案办班。',
  'office-exam': '安排考试',
  'office-exam-how':
    '进入“[shell:exams]”，点“[exams:arrange]”并选择培训班。\n导入试题文件（GIFT 或 .xlsx）。有错的试题单独退回，注明题名或行号以及改法。\n设定分值、合格线、日期、考点和考场，再点“[exams:sealYes]”；封卷后不能再改。\n打印准考证，考生凭准考证号和验证码进入考试。',
  'office-results': '评分与发布成绩',
  'office-results-how':
    '打开该场考试的“[exams:tabResults]”。\n分数只依据作答记录计算；“[exams:verify]”会重新计算一遍并列出任何不符。\n点“[exams:release]”。考生随即可见成绩，培训班可以结班。',
  'office-close': '从结束的培训班到证书',
  'office-close-how':
    '各次课的考勤须全部确认，考试成绩须已发布；班级页会列出还缺什么。\n点“[training:close]”，先看清谁结业、谁未结业及原因，此时尚未发生任何变动。\n输入班级编号确认。证书在后台制作，可以离开页面，从“[shell:bell]”里找回。\n暂时不能制作的证书会写明原因，处理后可以重试。',
  'office-year': '结算一个年度',
  'office-year-how':
    '年度结束后，在项目页点“[programme:closings]”，选年度并“[closings:start]”：列出达标、未达标、待定的人和各差多少，可导出；此时尚未结算任何人。\n由另一位经办人核对后点“[closings:close]”并输入年度。每人冻结一条记录，达标的签发年度验证证书。\n此后在该年度登记或冲销的学时列入“[closings:adjustments]”，不改动已结算的记录；需要计入的，写明理由办理“[closings:supplement]”。',
  'office-certificate': '更正或撤销证书',
  'office-certificate-how':
    '在“[shell:certificates]”里按编号或姓名中的两个字查找。\n证书一经签发不再改动。“[certificates:replace]”会签发一张新证书取代旧证书，并事先列出两者的差异。\n“[certificates:revoke]”须填写事由并输入证书编号。公开查询随即显示为已撤销。',
  'office-people': '人员、类别与所在单位',
  'office-people-how':
    '进入“[shell:people]”，按姓名或完整证件号码查找。号码平时遮盖显示，查看全号须填写用途并留下记录。\nA、B、C 类由系统根据在案材料按规则提出，由办公室确认。\n更正姓名或证件须写明理由；已签发的证书仍保留签发时的姓名。',
  'office-merge': '同一人有两份档案',
  'office-merge-how':
    '打开其中一份档案，点“[merges:act]”，按姓名或证件号码找到另一份，点“[merges:compare]”。\n逐项比对。同在一个未结班的班里、或都修完同一个班的，须先处理；其他疑点核实后逐项勾选。\n填写依据，点“[merges:merge]”。已有的学时、证书一字不改，以后按任一证件号码都认出同一人。\n发现不是同一人的，在档案的“[merges:list]”里点“[merges:undo]”；合并后已有新记录的，不能再撤销。',
  'office-declaration': '办理学习申报',
  'office-declaration-how':
    '进入“[shell:people]”的“[shell:tabDeclarations]”，在“[declarations:which]”里选“[declarations:whichWaiting]”；期限将到的在前，逾期的有标记。\n打开后核对申报内容、证明材料和“[declarations:warnings]”里的提示；“[declarations:previewTitle]”写明按哪一条计多少学时。\n审核点“[declarations:check]”，认定点“[declarations:recognise]”；两步须由两个人办理，本人的申报须由他人办理。\n“[declarations:return]”和“[declarations:refuse]”须写明理由。认定错了的，点“[declarations:reverse]”冲销，台账只增不改。\n期限前几天（天数由规则定）提醒该办理的人；期限过后的次日早上再告知一次，同时告知项目办公室。每次提醒都在“[shell:tabMessages]”里，对方没有留邮箱的也有记录。用人单位逾期未审核的，办公室可以代为审核。',
  'office-title-review': '评审核查：名单上的人是否达标',
  'office-title-review-how':
    '进入“[shell:people]”的“[titleReviews:title]”，点“[titleReviews:start]”，选好项目、起止年度和用途，再上传名单（姓名、身份证号）。\n有错的行逐条列出，其余的人随即核查，可以离开页面稍后再看。\n每个人逐年列出学时与结论，点开数字就是当年的依据；结果可导出为 Excel。\n结论以核查当日的登记为准，查阅和用途记入本人的历史。',
  'office-rules': '修订规则，或写一份新规定',
  'office-rules-how':
    '进入“[shell:programme]”的“[shell:tabRules]”：打开一个规则包点“[rules:amend]”，或点“[rules:newDraft]”。\n在“[rules:tabForm]”里抄录条款，填写要求、上限和折算；内容自动保存，有错的地方逐处列出，有错误的草案不会被采用。\n在“[rules:tabCases]”里写下规定原文或自拟的例子，点“[rules:run]”，直到全部通过。\n在“[rules:tabPublish]”里选项目和年度，点“[rules:startRun]”：看谁变为未达标、达标或待定，可按区、单位查看并导出名单，登记不会改动。\n涉及已结算年度的，须先对该年度试运行；已结算的记录不改动。\n点“[rules:propose]”，由另一位经办人“[rules:publish]”或“[rules:return]”。发布后，每个人的达标说明都引用新条款。\n“[rules:export]”与“[rules:import]”用于与其他办公室交换；文件带签名，改动过的不能导入。',
  'office-accounts': '账号与角色',
  'office-accounts-how':
    '在“[shell:members]”里点“[invitations:inviteAll]”：对方用自己的账号接受，无须传递密码。\n角色有起始日，也可以有终止日；“[accounts:endRole]”不影响此前办理的事项。\n手机和恢复码都丢失的，请另一位工作人员点“[secondFactor:reset]”并写明理由。',

  'institution-approval': '取得施教资格',
  'institution-approval-how':
    '进入“[shell:approval]”，点“[approvals:apply]”：选择项目和培训方式，填写自评材料。\n办公室会通过、附理由退回或不予通过；被退回的，修改后再次提交。\n请在到期前申请延续：有效期之外不能备案办班。',
  'institution-course': '申报课程',
  'institution-course-how':
    '在“[shell:courses]”里点“[catalogue:declare]”。填写的内容随时自动保存。\n大纲按单元填写分钟数，各培训方式的合计自动算出。\n注明是否考试、时长、题数和合格线。\n“[catalogue:submit]”后由办公室鉴定；尚未决定时可以“[catalogue:takeBack]”。\n修改已通过的课程请点“[catalogue:newVersion]”：按旧版备案的班仍用旧版。',
  'institution-class': '备案办班',
  'institution-class-how':
    '在“[shell:classes]”里点“[training:file]”，选择课程、方式和名额。\n“[training:pattern]”按星期和时段一次排好全部课次，之后可以逐次调整。\n教室或教师被占用时，日历里随即显示冲突以及由谁占用。\n备案后点“[training:openEnrolment]”，学员即可报名。',
  'institution-roster': '用表格导入名册',
  'institution-roster-how':
    '打开班级，点“[training:importRoster]”。表头中英文均可，列的顺序不限，支持 .xlsx 和 .csv。\n在任何变动发生之前，先列出每一个有误的行、单元格及改法；有误的行可以下载，改好后再导入。\n证件号码请存为文本：存为数字的号码已丢失末几位，这样的行会被退回。\n同一份名册重复提交，每人也只报名一次。',
  'institution-attendance': '登记考勤',
  'institution-attendance-how':
    '打开班级的“[training:tabAttendance]”，选择课次。\n默认全员到课：用 j、k 移动，按 a 记缺席、l 记迟到、e 记早退。\n“[training:saveAttendance]”后还可以改；“[training:confirmAttendance]”后考勤表锁定。\n事后发现错误，点“[training:correct]”并写明理由；更正前后的内容连同经办人一并留存。',
  'institution-close': '结班',
  'institution-close-how':
    '班级页列出结班前还缺什么：待确认的考勤、待发布的成绩。\n“[training:close]”会先列出谁结业及原因，再要求输入班级编号。\n学时随即记入各人的记录，证书随后生成。',
  'institution-rooms': '教室、教师与同事',
  'institution-rooms-how':
    '在“[shell:ownInstitution]”里添加教室（含座位数）和教师，备案办班时即可选用。\n“[invitations:invite]”让同事用自己的账号为本机构办事。',

  'employer-staff': '维护本单位职工',
  'employer-staff-how':
    '进入“[shell:staff]”。“[people:add]”登记一人；多人可在报名时用名册导入。\n新来的职工会申请加入，由您接受，或写明理由拒绝；调离的会注明去向日期。\n打开某人并点“[people:record]”，可看本年学时和还差多少。',
  'employer-enrol': '为职工报名',
  'employer-enrol-how':
    '进入“[shell:enrol]”，选择正在报名的培训班。\n勾选职工后提交，人多时点“[training:sendRoster]”。\n班满后进入候补，有空位时依次递补。',
  'employer-declaration': '审核职工的学习申报',
  'employer-declaration-how':
    '在“[shell:declarations]”里选“[declarations:whichWaiting]”，打开一项，核对证明材料原件。\n属实的点“[declarations:check]”；材料不全的点“[declarations:return]”并写明理由，本人修改后再次提交。\n规则由用人单位认定的，再由另一位同事点“[declarations:recognise]”。\n期限前会有邮件提醒，逾期再告知一次，同时告知项目办公室。',
  'employer-title-review': '评审核查：名单上的人是否达标',
  'employer-title-review-how':
    '进入“[shell:staff]”的“[titleReviews:title]”，点“[titleReviews:start]”，选好项目、起止年度和用途，再上传名单（姓名、身份证号）。\n有错的行逐条列出，其余的人随即核查，可以离开页面稍后再看。\n每个人逐年列出学时与结论，点开数字就是当年的依据；结果可导出为 Excel。\n结论以核查当日的登记为准，查阅和用途记入本人的历史。只能查到本单位现有人员。',
  'employer-check': '核对证书与学时',
  'employer-check-how':
    '“[shell:certificates]”里是您送培职工的证书。\n其他证书可在公开查询页凭编号和部分姓名核对，显示此刻的状态：[states:certificate.valid]、[states:certificate.superseded]、[states:certificate.replaced]（遗失后换发）或[states:certificate.revoked]。',

  'district-see': '本区的机构、培训班与人员',
  'district-see-how':
    '您只看到属于本区的内容：机构、在本区举办或有本区职工参加的培训班、本区单位的人员。\n打开班级可看课次、考勤和更正，以及由谁因何更正。\n每条记录的历史写明何人何时办了何事。',

  'association-members': '会员与会员授权',
  'association-members-how':
    '在“[shell:ownAssociation]”里点“[organisations:propose]”；会员在自己的页面上同意，或凭书面同意的文号登记。\n您只看到会员同意公开的内容；会员可以随时终止。\n“[shell:institutions]”里是已同意的会员及其培训班。',
  'association-declaration': '认定会员职工的学习申报',
  'association-declaration-how':
    '规则由行业主管部门认定的申报，在单位审核后进入“[shell:declarations]”。\n打开核对后点“[declarations:recognise]”，或附理由“[declarations:return]”。',

  'expert-now': '专家在这里做什么',
  'expert-now-how':
    '目前课程鉴定和机构认定由办公室决定；您的账号和角色已经就绪，等待办公室分派评审事项。\n请在“[shell:profile]”里保持联系方式和[secondFactor:title]有效。',

  'invigilator-before': '考前',
  'invigilator-before-how':
    '进入“[shell:exams]”打开该场考试，在“[exams:tabTickets]”里打印带验证码的准考证。\n考生凭准考证号和验证码进入，也可登录后进入；试卷到点统一开启。\n准考证遗失的，点“[exams:renew]”换发新码，旧码即失效。',
  'invigilator-room': '考中：看座位图',
  'invigilator-room-how':
    '“[exams:tabRoom]”是监考台：每个座位一张卡片，需要处理的排在前面，几秒钟自动更新。\n点开卡片，看最近联系、已答、剩余时间，并办理该座位的各项操作；勾选几张卡片，或选定一个考场，就是对多个座位办理。\n机器故障不会丢失作答：考生重新进入即可。断网时的作答保存在本机，网络恢复后自动上传。\n每项操作都连同您的姓名和理由列在“[exams:tabLog]”里，不能改动。',
  'invigilator-hold': '暂停与恢复',
  'invigilator-hold-how':
    '选座位、考场或全场，点“[examConsole:act.hold]”，选原因。从那一刻起停表，恢复后一秒不少；暂停前已写的答案照常收下。\n离关闭时间不远时，会先写明暂停多久会截短谁的时间；勾选“[examConsole:holdPastClose]”就不会截短。\n点“[examConsole:act.resume]”，5 秒后同时恢复。因个人原因单独暂停的座位不随考场恢复，须逐个恢复。',
  'invigilator-time': '补时',
  'invigilator-time-how':
    '选择一人、数人、一个考场或全体，点“[exams:giveTime]”，填写分钟数、原因和经过。\n座位失联多久由系统测得，窗口里会提出来供您采用。\n相应考生的时钟随即改变，并连同您的姓名留存。',
  'invigilator-seat': '换座、停用页面、核验放行',
  'invigilator-seat-how':
    '换座：点开卡片，点“[examConsole:act.move]”，新座位已填好，确认即可。考生到新座位凭准考证进入；原机不能再继续，它未送达的答案会留存并标出。\n怀疑冒名或页面异常：点“[examConsole:act.fence]”，页面立即停下。\n核对证件后点“[examConsole:act.admit]”，页面自动继续。停电之后可对整个考场一次放行。',
  'invigilator-incident': '通知、收卷、记录情况',
  'invigilator-incident-how':
    '“[examConsole:act.message]”显示在考生页面上，直到考生确认。\n“[examConsole:act.submit]”以已收到的答案交卷，须写理由，不能撤回。\n“[examConsole:act.incident]”按断电、断网、设备、违纪等类别写下经过与处置；只作记录，不影响成绩。',
  'invigilator-record': '签署考场记录',
  'invigilator-record-how':
    '全部交卷或结束本场后，打开“[exams:tabRecord]”：应考、缺考、迟到、暂停、补时、换座和情况都由记录生成。\n核对后点“[examConsole:recordSign]”，再由另一人登录签第二个名；内容随即按校验值冻结。\n点“[examConsole:print]”打印存档。',

  'professional-record': '看懂“我的学时”',
  'professional-record-how':
    '“[shell:myRecord]”列出本年学时和天数、要求是多少、还差多少。\n下方是全部学习活动：哪些计入、哪些未计入及原因。\n“[ledger:ways]”给出在结账日之前可以达标的办法。\n“[closings:years]”列出已结算的年度、证书和后续调整。',
  'professional-why': '为什么是这些学时？',
  'professional-why-how':
    '在任何数字旁点“[ledger:why]”：依次是证据、规则条文及文号、其间的计算。\n“[ledger:print]”打印成 A4，可用于申诉或职称评审。\n考勤有误的，请联系页面所列的施教机构；更正会连同理由一并显示。',
  'professional-enrol': '找培训、报名',
  'professional-enrol-how':
    '在“[shell:findTraining]”里按重点领域、方式或关键词查找，点“[training:join]”。\n班满时可以候补，在“[shell:myClasses]”里看到您的次序。\n开班之前可以在那里退出。',
  'professional-declaration': '申报培训班以外的学习成果',
  'professional-declaration-how':
    '进入“[shell:myDeclarations]”，点“[declarations:make]”：选类别并填写，“[declarations:previewTitle]”随即显示按规则计多少学时。\n点“[declarations:save]”，再上传证明材料，核对后点“[declarations:submit]”。\n被退回的，按意见修改后重新提交；尚未认定的可以“[declarations:withdraw]”。\n认定后学时记入“[shell:myRecord]”，点开数字可以看来由。\n申报期限或退回后的修改期限将到时会提醒您，逾期再告知一次。过了期限的可以留作草稿，不能再提交。',
  'professional-exam': '参加考试',
  'professional-exam-how':
    '考试当天进入“[shell:exams]”，或在准考证所印地址凭准考证号和验证码进入。\n三个圆点表示每次作答到了哪一步：在本机、已发出、中心已存。\n页面、机器或网络出故障时，重新进入即可从中断处继续。\n交卷只有一次，请保存回执码，日后可以查验。',
  'professional-certificate': '我的证书',
  'professional-certificate-how':
    '在“[shell:certificates]”里打开一张：PDF 上有任何人都能查验的二维码。\n只有编号的人看到的是遮盖的姓名；另知部分姓名或扫描二维码，才能看到其余内容。\n签名文件可以自行保存，脱离本系统也能查验。',
  'professional-employer': '更换单位与个人资料',
  'professional-employer-how':
    '进入“[shell:profile]”，打开“[people:ownRecord]”，点“[moves:change]”：新单位接受，原单位得到通知，学时随人走。\n职称、学历、职业资格在同一页凭证书编号添加，A、B、C 类据此提出。',

  'all-security': '密码、动态验证码与登录设备',
  'all-security-how':
    '在“[shell:profile]”里修改密码、查看所有已登录设备；“[accounts:signOutEverywhere]”可一次全部退出。\n“[secondFactor:setUp]”后，登录时除密码外还须输入手机上的六位数字。恢复码请写在纸上保存。\n登录页上，“[sentCodes:forgot]”可凭短信或邮件重设密码，“[sentCodes:byCode]”不必输入密码。',
  'all-roles': '多个身份、两种语言、深浅外观',
  'all-roles-how':
    '有多个身份的，在页面顶部切换；手机上在账号菜单里。\n语言一键切换，页面位置和已填内容都会保留。',
  'all-delegation': '请同事代办',
  'all-delegation-how':
    '在“[shell:profile]”的“[delegations:title]”里点“[delegations:give]”，选择角色、受托人、起止日期和范围。\n受托人在页面顶部的“[shell:actAs]”里选择代办的角色；此后办的事都记明谁办的、代谁办的。\n随时可以“[delegations:revoke]”；角色终止或到期，委托自动结束。受托人不能再转托。',
  'all-programs': '让其他系统代为读写（接口密钥）',
  'all-programs-how':
    '在“[shell:profile]”的“[keys:title]”里点“[keys:make]”：选角色、范围和有效期。密钥只显示一次，请立即存入对方系统。\n每次请求带上请求头 Authorization: Bearer 和密钥；全部接口的说明见 /openapi.json。\n修改密码、关闭动态验证码或“[accounts:signOutEverywhere]”会停用全部密钥；也可单独“[keys:revoke]”。',
  'all-keys': '用键盘操作',
  'all-keys-how':
    '按 ? 查看本页可用的按键。/ 跳到搜索，j、k 逐行移动，Enter 打开。\n先按 g 再按一个字母，可跳到导航中的相应位置。',
  'all-history': '谁办了什么',
  'all-history-how':
    '每条记录都有历史：何人、何时、代表谁办了何事，前后内容各是什么。\n已确认的内容不会被覆盖：更正是追加的，带有经办人和理由。',
} as const
