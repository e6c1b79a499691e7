import { matrixTests } from './matrixTests.ts';
import { OPERATIONS } from './operations.ts';

/** Each component is as it was or as it truly is, and the next good sync equals a sync from scratch. */
describe('a sync of which a call goes wrong when it retrieves or later', () => {
  matrixTests(OPERATIONS.slice(OPERATIONS.findIndex(({ call }) => call === 'retrieve')));
});
