/** What makes a line of an answer an item of a list, for every channel; -500元 is an amount, not an item. */
export const listItem = /^\s*(?:[•·]|-(?!\s*[\d.]))\s*(?=\S)/;
