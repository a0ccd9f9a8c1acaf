/** Holds the words of files of accounts: what is written to one, and what one brings in. */
export const accountFiles = {
  admins: {
    title: 'Admin accounts as a file',
    back: 'Back to Admin passwords',
    link: 'CSV…',
    linkWhy: 'Export or import admin accounts as CSV',
    fileName: 'admins',
    columns:
      'backend is its name on the page Backends; with userID it says who is meant. account is needed for somebody new. nickname, level and password may be left out: what a column is not there for stays as it is.',
    owned: 'Admins of the built-in backend come from its directory; bring them in there, as a document.',
    secret:
      'Passwords go into the vault sealed and are never shown. Delete the file when you are done with it.',
    kept: '1 row has another password than the one in force, which stays. | {n} rows have another password than the one in force, which stays.',
    replaceWhy:
      'The password that is replaced is gone from here. Do this only where the file is right and the backend agrees.',
    passwords: '1 password goes into the vault. | {n} passwords go into the vault.',
  },
  users: {
    title: 'Users as a file',
    back: 'Back to Users',
    link: 'CSV…',
    linkWhy: 'Export or import users as CSV',
    fileName: 'users',
    columns:
      'appid and account say who is meant. uid, phone, email, nickname, status, signText and password may be left out: what a column is not there for stays as it is.',
    owned: 'The users are those of the built-in backend; their applications have to be there already.',
    secret:
      'Of a password only its hash is kept: nobody can read it again. Delete the file when you are done with it.',
    kept: '1 row gives a password to a user who has one: that one stays. | {n} rows give passwords to users who have one: those stay.',
    replaceWhy: 'The users then sign in with the password of the file, and not with their own any more.',
    passwords: '1 password is set, and kept as a hash. | {n} passwords are set, and kept as hashes.',
  },
  export: {
    title: 'Export',
    lead: 'A CSV file for a spreadsheet. No password is in it, and what a spreadsheet would run as a formula is made harmless. The audit records the export.',
    which: 'Which accounts',
    all: 'All',
    filtered: 'As filtered: {filters}',
    save: 'Save as CSV',
    running: 'Written: {n}',
    stop: 'Stop',
    stopped: 'Stopped. Nothing was saved.',
    saved: '1 account is in {file}, in your downloads. | {n} accounts are in {file}, in your downloads.',
  },
  import: {
    title: 'Import',
    lead: 'A CSV file, up to 20,000 rows. You see what would happen to every row first; nothing is written before you confirm.',
    headings: 'Headings',
    copyHeadings: 'Copy the headings',
    choose: 'Choose a file…',
    chooseOther: 'Choose another file',
    paste: 'Or paste rows, headings first',
    pasted: 'Pasted rows',
    pasteLabel: 'Rows to import, headings first',
    usePasted: 'Look at these rows',
    reading: 'Handing in {file}: {percent} %',
    checking: 'Reading {file}…',
    unreadable: 'This file cannot be read. Nothing was changed.',
  },
  fault: {
    empty: 'There is no row in it beside the headings.',
    'too-many-rows': 'It has more than {fact} rows. Split it and import the parts one after the other.',
    workbook:
      'It is a workbook, not a CSV file. Save it in the spreadsheet as “CSV UTF-8 (comma delimited)”, then choose that file.',
    encoding: 'Its text is neither UTF-8 nor UTF-16 nor GBK. Save it as “CSV UTF-8”, then choose that file.',
    quote:
      'The quotation marks of line {fact} do not match: a cell that begins with one has to end with one. Correct that line.',
    'columns-missing': 'The first line has to name the columns, and these are not among them: {columns}.',
    'column-twice': 'These columns stand in the first line more than once: {columns}.',
  },
  encoding: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16 BE',
    gb18030: 'GBK (GB18030)',
  },
  plan: {
    file: '{file} · read as {encoding}',
    guessed:
      'The file does not say how its text is encoded. It was read as GBK: look at a few names before you go on.',
    leftOut: 'Nothing is taken from these columns: {columns}.',
    replace: 'Replace passwords that are there already',
    filter: 'Rows',
    all: 'All rows ({n})',
    caption: 'What would become of each row of the file',
    none: 'No row of this kind.',
    line: 'Line',
    who: 'Account',
    place: 'Where',
    state: 'Would be',
    what: 'What happens',
    password: 'Password',
    change: '{column}: {before} → {after}',
    emptyValue: 'empty',
    nothing: 'Nothing to do: every row is in the store as it stands.',
    errors:
      'Correct 1 row in the file, then choose it again. Nothing is imported while a row is wrong. | Correct {n} rows in the file, then choose it again. Nothing is imported while a row is wrong.',
    warnings:
      '1 row carries a warning. It can be imported: read first what would come of it. | {n} rows carry warnings. They can be imported: read first what would come of it.',
    go: 'Import 1 row… | Import {n} rows…',
  },
  state: { new: 'New', changed: 'Changed', unchanged: 'Unchanged', error: 'Error' },
  states: {
    new: 'New ({n})',
    changed: 'Changed ({n})',
    unchanged: 'Unchanged ({n})',
    error: 'Errors ({n})',
    warned: 'Warnings ({n})',
  },
  password: {
    'not-given': 'not given',
    given: 'given',
    same: 'the same',
    kept: 'differs, stays',
    replaces: 'replaced',
  },
  rowFault: {
    cells:
      'The row has more cells than there are headings ({fact} too many): a comma in a cell needs quotation marks around it.',
    missing: '{column} is empty.',
    'too-long': '{column} is longer than {fact} characters.',
    'not-a-name': '{column} begins or ends with a blank, or holds a sign that does not show.',
    shortened:
      '{column} was shortened by a spreadsheet, as in 1.86E+10. Format the column as text and enter the number again.',
    'not-a-number': '{column} is no whole number.',
    'not-a-status': '{column} has to be one of: {fact}.',
    twice: 'It stands in the file already, in line {fact}.',
    'account-taken': 'The account belongs to the admin with the ID {fact} there.',
    'backend-unknown':
      'There is no backend “{fact}”. Add it on the page Backends, or write its name as it stands there.',
    'backend-damaged': 'The backend “{fact}” was edited from outside: nothing is entered for it.',
    'directory-owned': 'Admins of the built-in backend come from its directory: change them there.',
    'application-unknown': 'The directory has no application “{fact}”.',
    'change-open': 'A change of its password is still open: settle that first.',
  },
  rowWarning: {
    'account-not-digits':
      'The account is not of digits alone: nobase turns it away, for signing in and for a new password.',
    'account-length':
      'The application takes accounts of {fact} digits: nobase turns this one away, for signing in and for a new password.',
    'uid-of-row': 'Line {fact} has this uid in the same application too.',
    'uid-of-user': '{fact} has this uid already.',
    'phone-of-row':
      'Line {fact} has this phone too: two of one phone are not found by it, and neither can reset a password.',
    'phone-of-user':
      '{fact} has this phone already: two of one phone are not found by it, and neither can reset a password any more.',
    'not-a-phone': 'The phone is no number of 5 to 20 digits without blanks: no code finds its way there.',
  },
  confirm: {
    title: 'Import {file}?',
    new: '1 account is entered. | {n} accounts are entered.',
    changed: '1 account is changed. | {n} accounts are changed.',
    replaces:
      '1 password that is there now is replaced, and gone from here. | {n} passwords that are there now are replaced, and gone from here.',
    warned:
      '1 row carries a warning, and is imported as it is. | {n} rows carry warnings, and are imported as they are.',
    whole: 'All of it at once, or nothing. Many rows take some seconds, and you can stop it until the end.',
    type: 'Type the number of passwords that are replaced.',
    submit: 'Import',
  },
  running: {
    preparing: 'Preparing: {done} of {total} rows',
    writing: 'Writing: {percent} %',
    note: 'Nothing takes effect before all of it does. Leaving this page stops the import.',
    stop: 'Stop',
    stopped: 'Stopped. Nothing was imported.',
  },
  done: {
    title: 'Imported',
    text: '{new} entered, {changed} changed, {unchanged} as they were.',
    secret: 'If the file held passwords, delete it now: Latchkey keeps no copy of it.',
    another: 'Import another file',
  },
}
