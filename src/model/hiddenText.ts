/** What an org gives in place of a file that an installed package hides. */
export const HIDDEN_TEXT = '(hidden)';
