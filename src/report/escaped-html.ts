const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in an element or in a quoted attribute, of HTML as of XML. */
export const escapedHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => NAMED[c]!)
