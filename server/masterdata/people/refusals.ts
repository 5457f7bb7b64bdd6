// Why people and roles cannot be changed as asked.
import { passwordRefusals } from '../../kernel/password.ts';
import type { RefusalCatalogue } from '../../kernel/refusal.ts';

export const peopleRefusals: RefusalCatalogue = {
  ...passwordRefusals,
  LOGIN_TAKEN: {
    zh: '登录名 {login} 已被使用；若是同一个人，请把他加入本账套',
    en: 'The login {login} is taken; if it is the same person, add them to this company',
  },
  ALREADY_MEMBER: { zh: '{login} 已在本账套中', en: '{login} belongs to this company already' },
  USER_SHARED: {
    zh: '{user} 也在您不管理的账套中工作，他的账号只能由他本人或所有这些账套的管理员修改',
    en: '{user} also works in companies you do not manage; only they or somebody who manages all of them may change the account',
  },
  OWN_ACCOUNT: {
    zh: '不能停用、移出自己，也不能改自己的角色；请由另一位管理员操作',
    en: 'You cannot deactivate or remove yourself or change your own roles; ask another administrator',
  },
  OWNER_ONLY: {
    zh: '只有“老板”角色的人可以授予该角色或修改其成员',
    en: 'Only somebody with the owner role may grant it or change those who hold it',
  },
  ROLE_FIXED: {
    zh: '角色“{role}”始终拥有全部权限，不能修改',
    en: 'The role {role} always has every right and cannot be changed',
  },
  ROLE_IS_YOURS: {
    zh: '您自己属于角色“{role}”，请由另一位管理员修改',
    en: 'You hold the role {role} yourself; ask another administrator to change it',
  },
  ROLE_IN_USE: { zh: '还有 {count} 人属于角色“{role}”', en: '{count} people still hold the role {role}' },
  ROLE_CODE_TAKEN: { zh: '角色编码 {code} 已存在', en: 'The role code {code} exists already' },
  UNKNOWN_RIGHT: { zh: '没有权限“{rights}”', en: 'There is no right {rights}' },
  PASSWORD_WRONG: { zh: '原密码不对', en: 'The present password is not right' },
};
