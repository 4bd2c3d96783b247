import type { Translated } from '../translated.ts'
import type { help as chinese } from '../zh/help.ts'

/** `[area:word]` stands for the label as the screens show it, so that help never names a button that is called otherwise. */
export const help: Translated<typeof chinese> = {
  title: 'Help',
  leadFor: 'What people do here as: {role}. The steps name buttons and pages as you see them.',
  search: 'Search the help',
  none: 'Nothing in the help matches',
  noneText: 'Try another word, or clear the search to see every topic.',
  clear: 'Clear the search',
  everybody: 'For everybody',
  open: 'Go there',
  found: '{count} topics',
  found_one: '1 topic',

  'office-setup': 'Set up a programme',
  'office-setup-how':
    'Open [shell:programme] and choose [programme:new]: field, office, first day, rule pack, pass mark and certificate numbers. Once hours are entered the rule pack stays, and is amended under [shell:tabRules].\nAdd the [programme:keyAreas]; then register districts, associations, institutions, employers and test sites under [shell:organisations].\nChoose [programme:start]. From then on institutions may apply and declare courses.\nRules and numbers carry dates: change one by setting the new one from a day on, and what was decided before stays as it was.',
  'office-appraise': 'Decide an institution or a course',
  'office-appraise-how':
    'What waits is under [tasks:title], or under [shell:appraisal], oldest first.\nOpen it, read what was submitted, choose [approvals:decide] or the decision beside it.\nAn approval needs a first and a last day. Returning or refusing needs a reason, which the applicant reads.\nOutside those days no class can be filed from it, whoever tries.',
  'office-exam': 'Arrange an exam',
  'office-exam-how':
    'Open [shell:exams], choose [exams:arrange] and the class.\nImport a question file (GIFT or .xlsx). A broken question is refused alone, with its title or row and the cure.\nSet marks, pass mark, day, site and room, then [exams:sealYes]: from then on the paper cannot be changed.\nPrint the tickets; each candidate enters with the code on the ticket.',
  'office-results': 'Score an exam and release the results',
  'office-results-how':
    'Open the sitting and its tab [exams:tabResults].\nThe score is worked out from the record of answers alone; [exams:verify] does it again and names any difference.\nChoose [exams:release]. Candidates then see their score, and the class can be closed.',
  'office-close': 'From a finished class to certificates',
  'office-close-how':
    'Attendance of every session must be confirmed and the exam results released; the class shows what is still missing.\nChoose [training:close]: you see who completes, who does not, and why, before anything happens.\nType the number of the class to confirm. Certificates are made in the background; you may leave the page and find them again under [shell:bell].\nA certificate that cannot be made yet is named with its reason and can be tried again.',
  'office-year': 'Close a year',
  'office-year-how':
    'When the year is over, choose [programme:closings] on the programme’s page, the year, and [closings:start]: you see who meets the requirement, who does not, who is undetermined, and what each lacks, also as a file; nobody’s year is closed yet.\nAnother officer checks the list, chooses [closings:close] and types the year. A record is frozen for everybody, and those who meet the requirement are issued certificates of annual validation.\nWhat is entered or taken back in that year afterwards stands under [closings:adjustments] and changes no frozen record; where it should count, make a [closings:supplement] with its reason.',
  'office-certificate': 'Correct or revoke a certificate',
  'office-certificate-how':
    'Find it under [shell:certificates] by number or two characters of the name.\nA certificate never changes. [certificates:replace] issues a new one that supersedes it and shows beforehand how the two differ.\n[certificates:revoke] asks for the cause and for the number typed out. The public check says so from the next look on.',
  'office-people': 'People, their classes and their employers',
  'office-people-how':
    'Open [shell:people] and find somebody by name or by the whole ID number. Numbers are masked; showing one in full asks for the purpose and is recorded.\nClass A, B or C is proposed by rule from the evidence on record; the office decides.\nA correction of name or document asks for a reason. Certificates keep the name they were issued in.',
  'office-merge': 'One person with two records',
  'office-merge-how':
    'Open one of the two, choose [merges:act], find the other by name or ID number and choose [merges:compare].\nCompare line by line. Two places in a class that is not closed, or the same class completed twice, have to be put right first; other doubts are looked into and confirmed one by one.\nState the grounds and choose [merges:merge]. Hours and certificates on record stay to the letter; from then on either number finds the one person.\nIf they are two people after all, choose [merges:undo] under [merges:list] on the record; once something new was recorded it can no longer be undone.',
  'office-declaration': 'Deal with declarations',
  'office-declaration-how':
    'Open [shell:people], then [shell:tabDeclarations], and choose [declarations:whichWaiting] under [declarations:which]: what is due first stands first, what is late is marked.\nLook at what is declared, at the papers, and at what stands under [declarations:warnings]; [declarations:previewTitle] says which line gives how many hours.\nChecking is [declarations:check], recognising is [declarations:recognise]: two people do it, and nobody deals with their own.\n[declarations:return] and [declarations:refuse] need a reason. A mistake is corrected by [declarations:reverse]; the ledger is never changed.\nSome days before a last day, as the rules say, whoever has to act is reminded; the morning after it they are told once that it is past, and so is the office. Each of these is under [shell:tabMessages], also where nobody could be written to. What an employer leaves undone the office may check in its place.',
  'office-title-review': 'Title review: who on a list meets the requirement',
  'office-title-review-how':
    'Open [titleReviews:title] under [shell:people] and choose [titleReviews:start]: programme, years and purpose, then the list (name, ID number).\nWrong rows are named one by one; everybody else is reviewed at once, and the page may be left meanwhile.\nEach person has figures and a verdict for every year; a figure opens to its reasons. The result can be exported to Excel.\nA review speaks of the register on its day, and that a record was read, and what for, is kept in the person’s history.',
  'office-rules': 'Amend rules, or write a new regulation',
  'office-rules-how':
    'Open [shell:tabRules] under [shell:programme]: open a pack and choose [rules:amend], or choose [rules:newDraft].\nUnder [rules:tabForm] copy the clauses and fill in requirements, caps and conversions. It saves itself; every fault is listed with its place, and a draft with faults is never used.\nUnder [rules:tabCases] write the examples of the regulation, or your own, and choose [rules:run] until all pass.\nUnder [rules:tabPublish] choose programme and year, then [rules:startRun]: see who no longer meets it, who comes to meet it and who becomes undetermined, by district and employer, and export the list. Nothing on the register changes.\nWhere a closed year is concerned, that year is dry run first; closed rows stay as they are.\nChoose [rules:propose]; another officer chooses [rules:publish] or [rules:return]. From then on everybody’s explanation quotes the new clauses.\n[rules:export] and [rules:import] are for exchange with other offices; the file is signed, and one that was altered is refused.',
  'office-accounts': 'Accounts and roles',
  'office-accounts-how':
    'Under [shell:members] choose [invitations:inviteAll]: the person accepts with an account of their own, so no password has to be passed on.\nA role has a first and may have a last day; [accounts:endRole] ends it without touching what was done in it.\nWho lost phone and recovery codes asks a second officer, who chooses [secondFactor:reset] with a reason.',

  'institution-approval': 'Be approved for a programme',
  'institution-approval-how':
    'Open [shell:approval] and choose [approvals:apply]: programme, modes of teaching, self-assessment.\nThe office approves, returns with a reason, or refuses. What is returned is changed and submitted again.\nApply for a renewal before the last day: outside the days of approval no class can be filed.',
  'institution-course': 'Declare a course',
  'institution-course-how':
    'Under [shell:courses] choose [catalogue:declare]. What you type is saved as you go.\nGive the syllabus unit by unit in minutes; the sum by mode is worked out.\nSay whether it ends with an exam, how long, how many questions and the pass mark.\n[catalogue:submit] sends it to the office; [catalogue:takeBack] brings it back while it has not been decided.\nTo change an approved course choose [catalogue:newVersion]: classes filed from the old version keep it.',
  'institution-class': 'File a class',
  'institution-class-how':
    'Under [shell:classes] choose [training:file], then course, mode and places.\n[training:pattern] lays out all sessions by weekday and time; each can be changed afterwards.\nA room or a teacher that is taken shows in the calendar at once, with who has it.\nAfter filing choose [training:openEnrolment], so that people can enrol.',
  'institution-roster': 'Enrol people from a spreadsheet',
  'institution-roster-how':
    'Open the class and choose [training:importRoster]. Headers may be Chinese or English, in any order; .xlsx and .csv both work.\nYou see every wrong row with its cell and the cure before anything is changed. Wrong rows can be downloaded, put right and sent again.\nKeep ID numbers as text: a spreadsheet that stored them as numbers has lost digits, and such a row is refused.\nSending the same list twice enrols everybody once.',
  'institution-attendance': 'Record attendance',
  'institution-attendance-how':
    'Open the class, its tab [training:tabAttendance], and the session.\nEverybody is present until you say otherwise: move with j and k, press a for absent, l for late, e for left early.\n[training:saveAttendance] keeps it open; [training:confirmAttendance] closes the sheet.\nA mistake found later is put right with [training:correct], with a reason; before and after stay on record with your name.',
  'institution-close': 'Close a class',
  'institution-close-how':
    'The class shows what is missing before closing: attendance to confirm, results to be released.\n[training:close] shows who completes and why, then asks for the number of the class.\nHours go to the record of each person at once, and certificates follow.',
  'institution-rooms': 'Rooms, teachers and colleagues',
  'institution-rooms-how':
    'Under [shell:ownInstitution] add rooms with their seats and teachers; both can then be chosen in a class.\n[invitations:invite] lets a colleague act for the institution with an account of their own.',

  'employer-staff': 'Keep the list of your staff',
  'employer-staff-how':
    'Open [shell:staff]. [people:add] puts one person on record; many come with a roster when you enrol them.\nWho moves to you asks to join, and you accept or refuse with a reason; who left is shown as gone.\nOpen a person and choose [people:record] to see the hours of the year and how far there is to go.',
  'employer-enrol': 'Enrol staff in a class',
  'employer-enrol-how':
    'Open [shell:enrol] and choose a class that is enrolling.\nChoose people and send them, or choose [training:sendRoster] for many at once.\nWhen a class is full people join its waiting list and move up as places fall free.',
  'employer-declaration': 'Check what staff declare',
  'employer-declaration-how':
    'Under [shell:declarations] choose [declarations:whichWaiting], open one and compare the papers with the originals.\nIf they are true choose [declarations:check]; if something is missing choose [declarations:return] with the reason, and the person mends it.\nWhere the rules have the employer recognise it, another colleague chooses [declarations:recognise].\nBefore the last day you are reminded by e-mail, and once more when it is past; the office is told then too.',
  'employer-title-review': 'Title review: who on a list meets the requirement',
  'employer-title-review-how':
    'Open [titleReviews:title] under [shell:staff] and choose [titleReviews:start]: programme, years and purpose, then the list (name, ID number).\nWrong rows are named one by one; everybody else is reviewed at once, and the page may be left meanwhile.\nEach person has figures and a verdict for every year; a figure opens to its reasons. The result can be exported to Excel.\nA review speaks of the register on its day, and that a record was read, and what for, is kept in the person’s history. Only present staff can be found.',
  'employer-check': 'Check certificates and hours',
  'employer-check-how':
    'Under [shell:certificates] you see those of the people you enrolled.\nAny other is checked on the public page with its number and a part of the name; it says how it stands now: [states:certificate.valid], [states:certificate.superseded], [states:certificate.replaced] (after it was lost) or [states:certificate.revoked].',

  'district-see': 'Institutions, classes and people of the district',
  'district-see-how':
    'You see what belongs to your district, and nothing of others: institutions, classes held or attended, people employed here.\nOpen a class to see sessions, attendance and corrections with who made them and why.\nThe history of a record shows who did what and when.',

  'association-members': 'Members and their consent',
  'association-members-how':
    'Under [shell:ownAssociation] choose [organisations:propose]; the member consents on its own page or on paper, with the number of the document.\nOnly what a member consented to is shown to you. Consent can be ended at any time.\nUnder [shell:institutions] you see the members that consented, and their classes.',
  'association-declaration': 'Recognise what members’ staff declare',
  'association-declaration-how':
    'What the sector body recognises comes to [shell:declarations] once the employer has checked it.\nOpen it and choose [declarations:recognise], or [declarations:return] with the reason.',

  'expert-now': 'What an expert does here',
  'expert-now-how':
    'Courses and institutions are decided by the office at present; your account and role are ready for the cases it will hand to you.\nUnder [shell:profile] keep your address and the [secondFactor:title] in order.',

  'invigilator-before': 'Before the exam',
  'invigilator-before-how':
    'Open [shell:exams] and the sitting; its tab [exams:tabTickets] prints the tickets with their codes.\nCandidates enter with ticket number and code, or signed in; the paper opens at its time for all at once.\nWho lost the ticket gets a new code with [exams:renew]; the old one stops working.',
  'invigilator-room': 'During the exam: the seat map',
  'invigilator-room-how':
    'The tab [exams:tabRoom] is your console: one card for each seat, those that need you first, refreshed every few seconds.\nOpen a card for last contact, answers, time left, and everything you may do for that seat; tick several cards, or choose a room, to act for many at once.\nA machine that fails loses nothing: the candidate enters again. Answers given without a network stay on the machine and are sent when it is back.\nEvery act stands under [exams:tabLog] with your name and reason and cannot be changed.',
  'invigilator-hold': 'Hold and resume',
  'invigilator-hold-how':
    'Choose seats, a room, or everybody, then [examConsole:act.hold] and the cause. The clock stands still from that moment and not a second is lost; answers written before are still taken.\nNear the close of the sitting you are told first whose time a hold would cut; with [examConsole:holdPastClose] it cuts nobody.\n[examConsole:act.resume] lets all go on together after 5 seconds. A seat held for a matter of its own stays held until you resume it by name.',
  'invigilator-time': 'Give time back',
  'invigilator-time-how':
    'Choose one person, several, a room, or everybody, then [exams:giveTime], the minutes, the cause and what happened.\nHow long a seat was silent is measured and proposed to you.\nThe clock of those candidates changes at once, and it is on record with your name.',
  'invigilator-seat': 'Move a candidate, shut out a page, admit',
  'invigilator-seat-how':
    'To move somebody open the card and choose [examConsole:act.move]: a free seat is filled in, so confirm. The candidate enters there with the ticket; the old machine cannot go on, and what it had not sent is kept and shown.\nIf you doubt who sits there, [examConsole:act.fence] stops the page at once.\nCheck the papers and choose [examConsole:act.admit]: the page goes on by itself. After a power cut admit the whole room in one act.',
  'invigilator-incident': 'Message, hand in, incidents',
  'invigilator-incident-how':
    'A [examConsole:act.message] stays on the candidate’s page until it is confirmed.\n[examConsole:act.submit] hands in what has arrived, with your reason; it cannot be undone.\n[examConsole:act.incident] puts on record what happened and what was done, by kind: power, network, machine, misconduct and so on. It changes no result.',
  'invigilator-record': 'Sign the room record',
  'invigilator-record-how':
    'Once all have handed in, or the sitting has ended, open [exams:tabRecord]: candidates, absences, late comers, holds, time given, moves and incidents come from the log.\nCheck it and choose [examConsole:recordSign]; a second person signs in and signs too. The text is then frozen by its hash.\n[examConsole:print] puts it on paper.',

  'professional-record': 'Read my record',
  'professional-record-how':
    '[shell:myRecord] shows the hours and days of the year against what is required, and what is still to do.\nBelow stand all activities, with what counted and what did not, and why.\n[ledger:ways] names what would meet the requirement before the year closes.\n[closings:years] shows the years that are closed, the certificate, and later adjustments.',
  'professional-why': 'Why this many hours?',
  'professional-why-how':
    'Choose [ledger:why] beside any figure: the evidence, the line of the rule with its document, and the arithmetic between them.\n[ledger:print] puts it on A4, for an appeal or a title review.\nIf attendance is wrong, write to the institution named there; a correction shows with its reason.',
  'professional-enrol': 'Find training and enrol',
  'professional-enrol-how':
    'Under [shell:findTraining] search by key area, mode or words and choose [training:join].\nIf the class is full you may join the waiting list; you see your place in it under [shell:myClasses].\nYou can withdraw there as long as the class has not begun.',
  'professional-declaration': 'Declare study outside the classes',
  'professional-declaration-how':
    'Under [shell:myDeclarations] choose [declarations:make]: pick the kind and fill it in; [declarations:previewTitle] shows at once how many hours the rules give.\nChoose [declarations:save], add the papers, look at it again and choose [declarations:submit].\nWhat came back is mended and submitted again; what is not recognised yet can be taken back with [declarations:withdraw].\nOnce recognised the hours are in [shell:myRecord], and each figure opens to where it comes from.\nBefore the last day to declare, or to mend what came back, you are reminded, and told once when it is past. What is too late can be kept as a draft, and not be submitted.',
  'professional-exam': 'Sit an exam',
  'professional-exam-how':
    'Open [shell:exams] on the day, or enter at the address on your ticket with its code.\nThree dots show how far each answer has come: on this machine, sent, and on record at the centre.\nIf the page, the machine or the network fails, come back: you go on where you were.\nHand in once; keep the receipt code, which can be checked later.',
  'professional-certificate': 'My certificates',
  'professional-certificate-how':
    'Under [shell:certificates] open one: the PDF has a QR code that anybody can check.\nWhoever has only the number sees a masked name; with a part of your name, or the QR code, they see the rest.\nThe signed file can be kept and checked without this system.',
  'professional-employer': 'Change employer, and my particulars',
  'professional-employer-how':
    'Open [shell:profile], then [people:ownRecord], and choose [moves:change]: the new employer accepts, the old one is told. Your hours stay with you.\nTitles, degrees and qualifications are added there with their document number; class A, B or C is proposed from them.',

  'all-security': 'Password, second factor and devices',
  'all-security-how':
    'Under [shell:profile] change the password and see every device that is signed in; [accounts:signOutEverywhere] ends them all.\n[secondFactor:setUp] asks for six digits from your phone besides the password. Keep the recovery codes on paper.\nOn the sign-in page, [sentCodes:forgot] sets a new password by text message or mail, and [sentCodes:byCode] needs none.',
  'all-roles': 'Several roles, two languages, light and dark',
  'all-roles-how':
    'Whoever holds several roles chooses one at the top; on a phone it is in the account menu.\nThe other language is one press away, and a page keeps its place and what you typed.',
  'all-delegation': 'Have a colleague act for you',
  'all-delegation-how':
    'Under [shell:profile], in [delegations:title], choose [delegations:give]: the role, the colleague, first and last day, and what they may do.\nThe colleague chooses that role under [shell:actAs] on top of the page; every act is then on record with who did it and for whom.\n[delegations:revoke] ends it at any time; so do its last day and the end of your role. It cannot be handed on.',
  'all-programs': 'Let another system read and write (API keys)',
  'all-programs-how':
    'Under [shell:profile], in [keys:title], choose [keys:make]: a role, what it may do, and a last day. The key is shown once; store it in the other system at once.\nEvery request bears the header Authorization: Bearer with the key; /openapi.json describes all of them.\nA new password, the second factor turned off or [accounts:signOutEverywhere] ends every key; [keys:revoke] ends one.',
  'all-keys': 'By keyboard',
  'all-keys-how':
    'Press ? for the keys of the page. / goes to the search, j and k move through rows, Enter opens.\ng and then a letter goes to a place of the navigation.',
  'all-history': 'Who did what',
  'all-history-how':
    'Every record has a history: who did what, when, on whose behalf, with before and after.\nNothing acknowledged is overwritten: a correction is added, with author and reason.',
}
