/** Where the board of districts and steps lies, which needs no script. */
export const BOARD = '/board';
