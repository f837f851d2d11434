/** Usable rows that training, validation and test need between them. */
export const smallestTable = 20;
