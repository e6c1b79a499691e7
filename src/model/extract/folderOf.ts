/** `Sales/Europe` of `Sales/Europe/Pipeline`; undefined where the name has no folder. */
export const folderOf = (fullName: string): string | undefined => {
  const slash = fullName.lastIndexOf('/');
  return slash < 0 ? undefined : fullName.slice(0, slash);
};
