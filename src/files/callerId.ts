/** The number of the user by whom the system decides what this program may do to files; undefined on Windows. */
export const callerId = (): number | undefined => process.geteuid?.();
