/**
 * What pages and links must know of where they are served. The root provides it from the configuration
 * (`{ provide: HttpSettings, useValue: { publicUrl } }`, globally); the class is the injection token.
 */
export abstract class HttpSettings {
  /** the address people use, without a slash at the end: `https://plenum.example` */
  abstract readonly publicUrl: string;
}
