import { Page } from './page.ts';
import { SelectMenu } from './selectMenu.ts';
import { dressUp } from './skin.ts';
import { TimestampText } from './time.ts';

dressUp();
customElements.define('select-menu', SelectMenu);
customElements.define('timestamp-text', TimestampText);
void new Page();
