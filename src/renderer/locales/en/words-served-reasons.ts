import type { ServedRule } from '../../../shared/model/served-rules.ts'

const locked =
  'Too many wrong passwords or codes have locked the account for a while. The caller gets the answer of a wrong one, even for the right one.'
const failedInside =
  'Something inside failed, such as the store, or the client went before its whole request was here.'
const done = 'Every check was passed, and the operation was carried out.'
const codeMissing =
  'No code is live for this phone: none was sent, or it was used up or replaced by a newer one.'
const codeExpired = 'The code had run out by then, whether or not it was the right one.'
const codeTriedOut = 'The code was tried wrongly too often, and holds no more. A new one has to be asked for.'
const codeWrong = 'A code is live for this phone, and it is another one.'
const tooSoon = 'A code was sent to this phone just before; the next one has to wait.'
const tooMany = 'As many codes as are allowed in an hour were sent to this phone.'
const disabled = 'The user is disabled.'
const twoAccounts = 'Two users have this phone, so that nobody is meant. Give them different ones.'
const printable = 'The new password has too few or too many characters, or blanks, or some beyond ASCII.'
const notJson = 'The body is not UTF-8, or not one JSON object.'
const givenText = 'It is absent, empty, no text, too long, or holds half a character.'

/** Says what each rule that the built-in backend answers by means; the caller is told less. */
export const servedReason: Record<ServedRule, string> = {
  'any.no-such-path': 'No document names this path with this method.',
  'any.too-big': 'The request is bigger than the built-in backend reads.',
  'any.page-refused':
    'A page of another origin called, which is not allowed here. Nothing was read of its request.',
  'any.page-admitted': 'A browser asked before its page calls, and the page may.',

  'nobase.parameter-missing': 'A required parameter is absent or empty; the answer names it.',
  'nobase.application-unknown': 'No application has this appid.',
  'nobase.application-signature': 'signature is not the one that the application has.',
  'nobase.developer-overdue':
    'The developer of the application is overdue; the answer says for how many days.',
  'nobase.developer-disabled': 'The developer of the application is disabled.',
  'nobase.application-reviewing': 'The application is still under review.',
  'nobase.application-stopped': 'The application is stopped.',
  'nobase.change-not-allowed': 'The application does not allow its users to change passwords.',
  'nobase.account-missing': 'user and pass have to be given here, and one of them is absent or empty.',
  'nobase.token-missing': 'Token validation is on: updateSign needs a token, and takes no account.',
  'nobase.token-with-account': 'Token validation is off: updateSign takes no token beside user or pass.',
  'nobase.token-unknown': 'Nobody was given this token, or it was ended, as a change of the password does.',
  'nobase.token-expired': 'The token was good, and has run out. The user has to sign in again.',
  'nobase.token-of-another': 'The token is good, but an admin’s, or that of another application’s user.',
  'nobase.account-format': 'user holds something other than digits.',
  'nobase.account-length': 'user is shorter or longer than the application allows.',
  'nobase.account-unknown':
    'Nobody has this account in this application. The caller is told of a wrong password.',
  'nobase.password-wrong': 'The account is there, and pass is not its password.',
  'nobase.account-locked': locked,
  'nobase.user-disabled': 'The user is disabled. Only the right password or token learns this.',
  'nobase.new-password-characters':
    'newpass holds something other than letters and digits. Only the right password or token learns this.',
  'nobase.new-password-length':
    'newpass is shorter or longer than the application allows. The caller is told of a wrong format.',
  'nobase.storage-failed': failedInside,
  'nobase.done': done,

  'openim.operation-id-missing': 'The header operationID is absent or empty.',
  'openim.token-missing': 'The header token is absent or empty.',
  'openim.token-expired': 'The token was good, and has run out. The admin has to sign in again.',
  'openim.token-malformed': 'The token does not look like one that is issued here.',
  'openim.token-unknown': 'Nobody was given this token, or it was ended.',
  'openim.token-of-user': 'The token is good, but a user’s. Only an admin may call.',
  'openim.body-not-json': notJson,
  'openim.user-id-empty': givenText,
  'openim.current-password-empty': givenText,
  'openim.new-password-empty': givenText,
  'openim.passwords-equal': 'currentPassword and newPassword are the same.',
  'openim.admin-unknown': 'No admin has this userID. An account name is none.',
  'openim.account-empty': givenText,
  'openim.password-empty': givenText,
  'openim.account-unknown': 'No admin has this account. A userID is none.',
  'openim.password-wrong': 'The admin is there, and this is not the password in force.',
  'openim.account-locked': locked,
  'openim.storage-failed': failedInside,
  'openim.done': done,

  'shuidi.no-such-action': 'action is absent, given twice, or none that is known.',
  'shuidi.parameter-missing':
    'A required parameter is absent, empty, or given twice. The caller is not told which.',
  'shuidi.purpose-other': 'type asks for a code of another purpose than a forgotten password.',
  'shuidi.time-unreadable':
    'timestrap is not a unix time in whole seconds; milliseconds are too long for one.',
  'shuidi.time-off':
    'timestrap is further from the clock of this machine than is allowed. Compare the clock of the caller.',
  'shuidi.template-unusable':
    'The rule for signing that is set names no key, or something that a request does not have. Set another one.',
  'shuidi.signature':
    'sign_md5 is not what the key and the rule for signing give. Compare both; it is written in lower case.',
  'shuidi.no-such-account': 'Nobody has this phone.',
  'shuidi.two-accounts': twoAccounts,
  'shuidi.uid-of-another': 'Somebody has this phone, but with another uid.',
  'shuidi.account-disabled': disabled,
  'shuidi.code-missing': codeMissing,
  'shuidi.code-expired': codeExpired,
  'shuidi.code-tried-out': codeTriedOut,
  'shuidi.code-of-another': 'The code was made for another user, who had this phone then.',
  'shuidi.code-wrong': codeWrong,
  'shuidi.code-locked': locked,
  'shuidi.password-format': printable,
  'shuidi.too-soon': tooSoon,
  'shuidi.too-many': tooMany,
  'shuidi.storage-failed': failedInside,
  'shuidi.done': done,

  'yunhu.path-unknown': 'The path names another company or account set than the settings.',
  'yunhu.method-other': 'Every action is called by POST.',
  'yunhu.token-unknown': 'Nobody was given this token, it was ended, or it is an admin’s.',
  'yunhu.token-expired': 'The token was good, and has run out. The user has to sign in again.',
  'yunhu.signature':
    'sign is not what the body as it came, and the keys that go with the token, give. It is written in upper case.',
  'yunhu.body-not-json': notJson,
  'yunhu.no-such-action': 'actionName is absent, or none that is known.',
  'yunhu.shop-building': 'The shop is set to be not open yet.',
  'yunhu.shop-closed': 'The shop is set to be closed.',
  'yunhu.shop-expired': 'The shop is set to have expired.',
  'yunhu.parameter-missing': 'A required field is absent, empty, too long, or of the wrong type.',
  'yunhu.kind-other': 'resettype, logintype or msgfor is not 0, and only 0 is carried out.',
  'yunhu.captcha': 'The picture was read wrongly, used before, has run out, or was never shown.',
  'yunhu.account-unknown': 'Nobody has this phone.',
  'yunhu.two-accounts': twoAccounts,
  'yunhu.password-wrong': 'Somebody has this phone, and upw is not their password.',
  'yunhu.account-locked': locked,
  'yunhu.account-disabled': disabled,
  'yunhu.code-missing': codeMissing,
  'yunhu.code-expired': codeExpired,
  'yunhu.code-tried-out': codeTriedOut,
  'yunhu.code-of-another':
    'codeid names another message than the live one, or one that was made for another user.',
  'yunhu.code-wrong': codeWrong,
  'yunhu.code-locked': locked,
  'yunhu.password-format': printable,
  'yunhu.too-soon': tooSoon,
  'yunhu.too-many': tooMany,
  'yunhu.storage-failed': failedInside,
  'yunhu.done': done,
}
