/** The one way by which a text gets into the HTML of a message: Telegram refuses a whole message for one bare `<`. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
