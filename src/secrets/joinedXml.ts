/** A comment, a processing instruction that is not the declaration, or the content of a CDATA section. */
const BETWEEN = /<!--[\s\S]*?-->|<\?(?!xml\s)[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>/g;

const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * The same XML without what may stand in the middle of a text and is gone when the text is read: comments and processing
 * instructions are left out, and CDATA sections are text. Undefined where there is nothing of the kind.
 */
export const joinedXml = (text: string): string | undefined => {
  if (!text.includes('<!') && text.lastIndexOf('<?') <= 0) return undefined;
  const joined = text.replace(BETWEEN, (_whole, content: string | undefined) =>
    (content ?? '').replace(/[&<>]/g, (character) => ESCAPES[character] ?? '')
  );
  return joined === text ? undefined : joined;
};
