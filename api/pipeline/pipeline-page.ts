import type { AddressList } from '../address-list';
import { forOutsiders } from './outsider';
import type { PipelinePicture } from './picture';

/** The picture of the pipeline as the text that `GET /pipeline` answers. */
export class PipelinePage {
  constructor(
    private readonly picture: PipelinePicture,
    /** Those who are told names and addresses too. */
    private readonly operators: AddressList,
  ) {}

  /** @throws StoreUnavailable */
  async text(clientAddress: string): Promise<string> {
    const picture = await this.picture.read();
    return JSON.stringify(this.operators.has(clientAddress) ? picture : forOutsiders(picture));
  }
}
