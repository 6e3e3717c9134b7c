// SPDX-License-Identifier: Apache-2.0
// The parts of Element Plus that the screens use, each with its own style, so that nothing else is shipped.
import {
  ElAutocomplete, ElConfigProvider, ElDatePicker, ElDialog, ElDrawer, ElInput, ElInputNumber, ElOption, ElPopconfirm, ElPopover, ElSelect, ElSwitch,
} from 'element-plus';
import 'element-plus/es/components/autocomplete/style/css';
import 'element-plus/es/components/base/style/css';
import 'element-plus/es/components/config-provider/style/css';
import 'element-plus/es/components/date-picker/style/css';
import 'element-plus/es/components/dialog/style/css';
import 'element-plus/es/components/drawer/style/css';
import 'element-plus/es/components/input-number/style/css';
import 'element-plus/es/components/input/style/css';
import 'element-plus/es/components/option/style/css';
import 'element-plus/es/components/popconfirm/style/css';
import 'element-plus/es/components/popconfirm/style/css';
import 'element-plus/es/components/popover/style/css';
import 'element-plus/es/components/select/style/css';
import 'element-plus/es/components/switch/style/css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import type { App } from 'vue';

const parts = { ElAutocomplete, ElConfigProvider, ElDatePicker, ElDialog, ElDrawer, ElInput, ElInputNumber, ElOption, ElPopconfirm, ElPopover, ElSelect, ElSwitch };

export function installElements(app: App): void {
  for (const [name, part] of Object.entries(parts)) app.component(name, part);
}

declare module 'vue' {
  export interface GlobalComponents {
    ElAutocomplete: typeof ElAutocomplete;
    ElConfigProvider: typeof ElConfigProvider;
    ElDatePicker: typeof ElDatePicker;
    ElDialog: typeof ElDialog;
    ElDrawer: typeof ElDrawer;
    ElInput: typeof ElInput;
    ElInputNumber: typeof ElInputNumber;
    ElOption: typeof ElOption;
    ElPopconfirm: typeof ElPopconfirm;
    ElPopover: typeof ElPopover;
    ElSelect: typeof ElSelect;
    ElSwitch: typeof ElSwitch;
  }
}
