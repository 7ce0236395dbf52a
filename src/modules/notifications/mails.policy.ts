/** Who may read the log of mails: every mail as it was sent, with the addresses it went to. */
export const MAIL_READERS = ['chair', 'secretariat'] as const;

/** @returns whether somebody with these roles may read every mail as it was sent */
export function maySeeMails({ roles }: { readonly roles: readonly string[] }): boolean {
  return MAIL_READERS.some((role) => roles.includes(role));
}
