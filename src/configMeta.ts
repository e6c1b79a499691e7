/**
 * What `sf config set` knows of us. The sf CLI loads this file at the start of every command, so it imports nothing,
 * not even the messages: so these descriptions stand here and not in `messages/`.
 */
const configMeta = [
  {
    key: 'elements-backend',
    description:
      'Where sf elements keeps org models, for example sqlite:/home/me/elements.db. Default: a SQLite file in the data folder of the sf CLI.',
    input: {
      validator: (value: unknown): boolean => value === undefined || (typeof value === 'string' && value.includes(':')),
      // The sf CLI puts the full stop.
      failedMessage: 'Write a backend as a URL, for example sqlite:/home/me/elements.db',
    },
  },
  {
    key: 'elements-corporate-policy',
    description:
      'One more file with corporate policies for sf elements, or its https URL, beside the system-wide file. It can only make the policies stricter.',
    input: {
      validator: (value: unknown): boolean => value === undefined || (typeof value === 'string' && value.trim() !== ''),
      failedMessage: 'Write the path of a policy file, or an https URL',
    },
  },
];

export default configMeta;
