/** The name a person knows an org by: its alias, or its username where it has none. */
export const orgLabel = ({ alias, username }: { readonly alias?: string; readonly username: string }): string =>
  alias ?? username;
