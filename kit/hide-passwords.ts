/** A text for people's eyes: the password of each URL in it (`scheme://user:password@host`) is `***`. */
export const hidePasswords = (text: string): string => text.replace(/(\w+:\/\/[^\s:@/[]*):[^\s@/]*@/g, '$1:***@');
