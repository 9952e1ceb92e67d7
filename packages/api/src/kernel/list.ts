import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';

/** What lists can be sorted by. Each list knows its own subset; a name never reaches SQL as text. */
export enum SortField {
  KEY = 'KEY',
  NAME = 'NAME',
  EMAIL = 'EMAIL',
  STATUS = 'STATUS',
  KIND = 'KIND',
  ROLE = 'ROLE',
  AT = 'AT',
  CREATED_AT = 'CREATED_AT',
  STARTED_AT = 'STARTED_AT',
  UPDATED_AT = 'UPDATED_AT',
}
registerEnumType(SortField, {
  name: 'SortField',
  description: 'What a list can be sorted by. A list that does not know a field answers BAD_USER_INPUT.',
});

export enum SortOrder {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(SortOrder, { name: 'SortOrder', description: 'Smallest first, or largest first.' });

@InputType({ description: 'One sort criterion; a list takes several, the first counts most.' })
export class SortInput {
  @Field(() => SortField, { description: 'What to sort by.' })
  field!: SortField;

  @Field(() => SortOrder, { defaultValue: SortOrder.ASC, description: 'The direction.' })
  order!: SortOrder;
}

/** The class of one page of a list: every list of the API has this shape. */
export function pageOf<Item extends object>(item: new () => Item, name: string) {
  @ObjectType(`${name}Page`, { description: `One page of a list of ${name} objects.` })
  class PageClass {
    @Field(() => [item], { description: 'The objects of this page, in the order asked for.' })
    items!: Item[];

    @Field(() => Number, { description: 'How many objects match in all.' })
    total!: number;
  }
  return PageClass;
}
