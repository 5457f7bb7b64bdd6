// People and rights, the public face.
import type { AnyCommand, AnyQuery } from '../../kernel/command.ts';
import type { List } from '../../kernel/list.ts';
import type { RefusalCatalogue } from '../../kernel/refusal.ts';
import { changeOwnPassword, setPassword, signOutUser } from './commands/passwords.ts';
import { roleCommands } from './commands/roles.ts';
import { addMember, assignRoles, createUser, editUser, removeMember } from './commands/users.ts';
import { getUser, roleQueries, userList } from './queries.ts';
import { peopleRefusals } from './refusals.ts';
import type { RightCatalogue } from './types.ts';

export { userImport } from './import-users.ts';
export { type Colleague, holdersOf, loadActor } from './load.ts';
export { admit, seedRoles } from './seed.ts';
export { OWNER_ROLE, SIGNED_IN, type RightCatalogue, type RoleSeed } from './types.ts';

/** The module over the rights there are. */
export function peopleModule(catalogue: RightCatalogue): {
  commands: readonly AnyCommand[];
  queries: readonly AnyQuery[];
  lists: readonly List[];
  refusals: RefusalCatalogue;
} {
  return {
    commands: [
      createUser,
      addMember,
      assignRoles,
      removeMember,
      editUser,
      setPassword,
      changeOwnPassword,
      signOutUser,
      ...roleCommands(catalogue),
    ],
    queries: [getUser, ...roleQueries(catalogue)],
    lists: [userList],
    refusals: peopleRefusals,
  };
}
