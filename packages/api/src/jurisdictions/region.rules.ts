const REGION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/** Whether a text has the form of a country or of a part of one in ISO 3166: "DE", "US-CA". */
export const isRegion = (text: string): boolean => REGION.test(text);

/** The country that a region lies in. */
export const countryOf = (region: string): string => region.slice(0, 2);
